"""Where sentences are put into a report, and how parts of it are taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from casewright.exams.passages import with_text
from casewright.types import Report, Section

__all__ = ["cut_out", "find_section", "put_in", "whole_section"]


def find_section(report: Report, wanted: Sequence[str]) -> Section:
    """The first of these sections that the report has, or else its longest one."""
    by_id = {section.id: section for section in reversed(report.sections)}
    found = next((by_id[name] for name in wanted if name in by_id), None)
    return found or max(report.sections, key=lambda section: section.end - section.start)


def put_in(report: Report, section: Section, sentence: str) -> Report:
    """The report with a sentence at the end of a section."""
    before, after = report.text[: section.end], report.text[section.end :]
    stop = "" if before[-1:] in '.!?:»"' else "."
    return with_text(report, f"{before}{stop} {sentence}{after}")


def whole_section(report: Report, section: Section) -> tuple[int, int]:
    """Where a section stands with its heading: from the end of the one before to its own."""
    before = next((one.end for one, other in pairwise(report.sections) if other == section), 0)
    return before, section.end


def cut_out(report: Report, places: Iterable[tuple[int, int]]) -> Report:
    """The report without these places; a section of which nothing is left loses its heading too."""
    gone = set[int]()
    for start, end in places:
        gone.update(range(start, end))
    for section in report.sections:
        if _empty(report.text, section, gone):
            gone.update(range(*whole_section(report, section)))
    text = "".join(letter for place, letter in enumerate(report.text) if place not in gone)
    return with_text(report, text.strip())


def _empty(text: str, section: Section, gone: Collection[int]) -> bool:
    return all(place in gone or text[place].isspace() for place in range(section.start, section.end))
