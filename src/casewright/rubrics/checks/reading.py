"""A report as the checks read it: its sentences as folded words, its mentions, and how a check answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from casewright.rubrics.matching.lexicon import lexicon
from casewright.rubrics.matching.sentences import sentences
from casewright.rubrics.matching.tokens import tokenise
from casewright.types import Language, Mention, Quantity, Report, Section, Source, Status

__all__ = ["Line", "Reading", "derived"]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its section, and folded words with their offsets in the report."""

    index: int
    section: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, mention: Mention) -> tuple[int, int]:
        """The words that a mention in this sentence stands at, half open."""
        return bisect_right(self.starts, mention.start) - 1, bisect_left(self.starts, mention.end)

    def word(self, index: int) -> str:
        """A word, or an empty one outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a check looks at."""

    report: Report
    mentions: tuple[Mention, ...]
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, report: Report, mentions: Iterable[Mention]) -> Reading:
        """Reads the sentences of a report, section by section as the matcher does."""
        parts = report.sections or (Section("present-illness", 0, len(report.text)),)
        split = chain.from_iterable(_split(report, part) for part in sorted(parts, key=lambda part: part.start))
        return cls(report, tuple(mentions), tuple(Line(index, *line) for index, line in enumerate(split)))

    @property
    def language(self) -> Language:
        return self.report.language

    def line(self, mention: Mention) -> Line | None:
        """The sentence that a mention stands in."""
        place = bisect_right(self.lines, mention.start, key=lambda line: line.starts[0]) - 1
        return self.lines[place] if place >= 0 and mention.start < self.lines[place].ends[-1] else None

    def near(self, line: Line, reach: int = 1) -> tuple[Line, ...]:
        """A sentence with those before it, and as many behind it."""
        return self.lines[max(0, line.index - reach) : line.index + reach + 1]


def _split(report: Report, part: Section) -> Iterable[tuple[str, tuple[str, ...], tuple[int, ...], tuple[int, ...]]]:
    tokens = tokenise(report.text, part.start, min(part.end, len(report.text)))
    for first, last in sentences(tokens, lexicon(report.language).words("abbreviations")):
        yield part.id, tokens.words[first:last], tuple(tokens.starts[first:last]), tuple(tokens.ends[first:last])


def derived(
    concept: str,
    line: Line,
    first: int,
    last: int,
    *,
    wrong: bool = True,
    source: Source = "record",
    quantity: Quantity | None = None,
) -> Mention:
    """What a check says of the words ``first`` to ``last`` of a sentence: *present* if wrong, *absent* if in order."""
    status: Status = "present" if wrong else "absent"
    start, end = line.starts[first], line.ends[last - 1]
    return Mention(
        concept, status, "patient", "current", "confirmed", source, line.section, start, end, quantity=quantity
    )
