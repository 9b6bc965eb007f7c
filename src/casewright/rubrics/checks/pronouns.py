"""Pronouns of the patient within a text: *he* in one place and *she* in another, with nobody else to be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casewright.rubrics.checks.persons import ELSEWHERE, FILE, of_others, trans
from casewright.rubrics.checks.phrases import phrases
from casewright.rubrics.checks.reading import Line, Reading, derived
from casewright.types import Mention

__all__ = ["pronoun_conflicts"]

REACH = 4
"""Sentences before one in which anybody named may be whom a pronoun means."""
LEAST = 2
"""Pronouns of the patient that a text needs before one can be at odds with them."""


def pronoun_conflicts(reading: Reading) -> Iterator[Mention]:
    """English pronouns at odds with those that the text uses most; *they* is anybody's, and Spanish drops them."""
    if reading.language != "en" or trans(reading):
        return
    own = [item for line in reading.lines for item in _own(reading, line)]
    counts = Counter(name for name, _, _ in own)
    if sum(counts.values()) < LEAST:
        return
    usual = counts.most_common(1)[0][0]
    wrong = [(line, place) for name, line, place in own if name != usual and not _two_people(reading, line)]
    for line, place in wrong:
        yield derived("pronoun-conflict", line, place, place + 1)
    if not wrong:
        _, line, place = own[-1]
        yield derived("pronoun-conflict", line, place, place + 1, wrong=False)


def _two_people(reading: Reading, line: Line) -> bool:
    """Whether the section has named anybody else so far, or the sentence itself speaks of two (*she says that he*)."""
    names = {name for name, _, _ in phrases(FILE, reading.language).find(line, "he", "she")}
    part = sum(other.section == line.section for other in reading.lines[: line.index])
    return len(names) > 1 or of_others(reading, line, part)


def _own(reading: Reading, line: Line) -> Iterator[tuple[str, Line, int]]:
    if line.section in ELSEWHERE or of_others(reading, line, REACH):
        return
    for name, first, _ in phrases(FILE, reading.language).find(line, "he", "she"):
        raw = reading.report.text[line.starts[first] : line.ends[first]]
        if raw.islower() or (first == 0 and not raw.isupper()):  # no abbreviation (HE) and no name (His bundle)
            yield name, line, first
