"""Finds the sections of a report by their headings, ours or anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casewright.types import Language, Section
from casewright.vocabulary.kinds.headings import known_headings
from casewright.vocabulary.kinds.names import fold_name

__all__ = ["split_sections"]

LONGEST_HEADING = 70
LINE = re.compile(r"[^\n]+")
MARKS = re.compile(r"[ \t]*(?:#{1,6}[ \t]*|[*_]{1,3}(?=\S)|\d{1,2}[.)][ \t]+)*")
INLINE = re.compile(r"(?<=[.,;!?\s])[A-ZÁÉÍÓÚÑÜ][A-ZÁÉÍÓÚÑÜ /&'()-]{2,60}(?=:)")
AFTER = re.compile(r"[ \t]*:?[*_]{0,3}:?[\s,]*")


class _Heading(NamedTuple):
    start: int
    end: int
    section: str


def split_sections(text: str, language: Language, kind: str | None = None) -> tuple[Section, ...]:
    """The sections of a text in order; ``start`` is after the heading, surrounding space is left out.

    Recognised are known names before a colon at the start of a line, alone on a line, as Markdown headings, and
    in capitals before a colon within a line. Text before the first heading is ``identification``; a text
    without any heading is one ``present-illness``. A heading without text is no section, and a
    section may occur more than once. Bullets are no headings.

    Args:
        text: The whole report.
        language: Whose section names are looked for.
        kind: Whose section names win where kinds differ; every kind's names are recognised.

    Raises:
        UnknownNameError: no such kind.
    """
    found = _headings(text, known_headings(language, kind))
    whole = (_trimmed("present-illness", text, 0, len(text)),)
    if not found:
        return whole
    starts = [_Heading(0, 0, "identification"), *found]
    ends = [*(heading.start for heading in found), len(text)]
    parts = (_trimmed(heading.section, text, heading.end, end) for heading, end in zip(starts, ends, strict=True))
    return tuple(part for part in parts if part.end > part.start) or whole


def _headings(text: str, known: Mapping[str, str]) -> list[_Heading]:
    found: list[_Heading] = []
    for heading in sorted({*_at_line_start(text, known), *_in_capitals(text, known)}):
        if not found or heading.start >= found[-1].end:
            found.append(heading)
    return found


def _at_line_start(text: str, known: Mapping[str, str]) -> Iterator[_Heading]:
    for line in LINE.finditer(text):
        start = MARKS.match(text, line.start(), line.end()).end()  # type: ignore[union-attr]
        colon = text.find(":", start, min(line.end(), start + LONGEST_HEADING))
        stop = colon if colon >= 0 else line.end()
        named = text[start:stop][:1].isalpha() and stop - start <= LONGEST_HEADING
        section = _lookup(text[start:stop], known) if named else None
        if section is not None:
            yield _Heading(line.start(), _after(text, stop), section)


def _in_capitals(text: str, known: Mapping[str, str]) -> Iterator[_Heading]:
    for match in INLINE.finditer(text):
        section = _lookup(match.group(), known)
        if section is not None:
            yield _Heading(match.start(), _after(text, match.end()), section)


def _lookup(name: str, known: Mapping[str, str]) -> str | None:
    for part in (name, *name.split("/")):
        section = known.get(fold_name(part))
        if section is not None:
            return section
    return None


def _after(text: str, position: int) -> int:
    match = AFTER.match(text, position)
    return match.end() if match else position


def _trimmed(section: str, text: str, start: int, end: int) -> Section:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Section(section, start, end)
