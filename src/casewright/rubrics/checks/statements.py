"""What one source says and denies at once; two sources may disagree, as they do in real notes."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.rubrics.checks.reading import Reading, derived
from casewright.rubrics.matching import conflicts
from casewright.types import Mention
from casewright.vocabulary.concepts import concept

__all__ = ["statement_conflicts"]

CATEGORIES = frozenset({"risk"})
"""What a source says once for all: real notes affirm and deny a symptom in turn, by its time, degree or part."""


def statement_conflicts(reading: Reading) -> Iterator[Mention]:
    """A current thought, plan or act of harm that one source both affirms and denies within one section."""
    firm = [item for item in reading.mentions if _counts(item)]
    found = [pair for pair in conflicts(firm) if pair.present.section == pair.absent.section]
    for conflict in found:
        for side in (conflict.present, conflict.absent):
            yield from _told(reading, side, wrong=True)
    if not found:
        told: dict[tuple[str, str], Mention] = {}
        for item in firm:
            first = told.setdefault((item.concept, item.source), item)
            if first is not item:
                yield from _told(reading, item, wrong=False)


def _counts(item: Mention) -> bool:
    own = item.subject == "patient" and item.time == "current" and item.certainty == "confirmed"
    return own and item.status != "unknown" and concept(item.concept).category in CATEGORIES


def _told(reading: Reading, item: Mention, *, wrong: bool) -> Iterator[Mention]:
    line = reading.line(item)
    if line is not None:
        yield derived("statement-conflict", line, *line.place(item), wrong=wrong, source=item.source)
