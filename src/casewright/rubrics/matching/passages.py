"""Readable passages around what was found: its sentence, or the words about it where that is long."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from casewright.rubrics.matching.lexicon import lexicon
from casewright.rubrics.matching.sentences import sentences
from casewright.rubrics.matching.tokens import tokenise
from casewright.types import Quote, Report, Section

__all__ = ["Passages"]

LONG = 240
"""Characters from which on a sentence is cut down."""
AROUND = 80
"""Characters kept on each side then, to the nearest words."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The sentences of a report, as offsets in order."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, report: Report) -> Passages:
        """Splits a report as the matcher does: section by section."""
        short = lexicon(report.language).words("abbreviations")
        spans: list[tuple[int, int]] = []
        for section in report.sections or (Section("present-illness", 0, len(report.text)),):
            tokens = tokenise(report.text, section.start, min(section.end, len(report.text)))
            spans.extend((tokens.starts[first], tokens.ends[last - 1]) for first, last in sentences(tokens, short))
        return cls(report.text, tuple(sorted(spans)))

    def quote(self, start: int, end: int) -> Quote:
        """The passage around a span; ``text[quote.start:quote.end]`` is its quote."""
        place = bisect_right(self.spans, (start, len(self.text))) - 1
        first, last = self.spans[place] if place >= 0 else (start, end)
        first, last = min(first, start), max(last, end)
        if last - first > LONG:
            first, last = self._cut(first, start, end, last)
        return Quote(self.text[first:last], first, last)

    def _cut(self, first: int, start: int, end: int, last: int) -> tuple[int, int]:
        near, far = max(first, start - AROUND), min(last, end + AROUND)
        while near > first and not self.text[near - 1].isspace():
            near -= 1
        while far < last and not self.text[far].isspace():
            far += 1
        return near, far
