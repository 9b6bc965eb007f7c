"""The sentences of a report, and reports with changed text."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from casewright.types import Report
from casewright.vocabulary.kinds import split_sections

__all__ = ["Passage", "passages", "with_text"]

SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s|$)|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence: its section and place."""

    section: str
    start: int
    end: int


def passages(report: Report, sections: Collection[str] | None = None) -> list[Passage]:
    """The sentences of these sections, or of all, without headings."""
    return [
        Passage(section.id, *found.span())
        for section in report.sections
        if sections is None or section.id in sections
        for found in SENTENCE.finditer(report.text, section.start, section.end)
    ]


def with_text(report: Report, text: str) -> Report:
    """The report with another text, its sections found anew."""
    return Report(text, split_sections(text, report.language, report.kind), report.language, report.kind)
