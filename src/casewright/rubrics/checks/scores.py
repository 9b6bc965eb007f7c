"""Scores held against their scales: outside the range, or under a word that no published reading allows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from casewright.rubrics.checks.phrases import Phrases, read_table
from casewright.rubrics.checks.reading import Line, Reading, derived
from casewright.rubrics.matching.lexicon import lexicon
from casewright.rubrics.matching.numbers import read_number
from casewright.rubrics.matching.tokens import fold
from casewright.types import Language, Mention
from casewright.vocabulary.scales import scale_table

__all__ = ["band_mismatches", "scores_off_scale"]

REACH = 8
"""Words behind a score within which its band is said."""
NEAR = 8
"""Words between a scale and its score."""


def scores_off_scale(reading: Reading) -> Iterator[Mention]:
    """Scores below the least or above the greatest that a scale can give."""
    for mention, line, value in _scores(reading):
        scale = scale_table()[mention.concept]
        wrong = not scale.low <= value <= scale.high
        place = line.place(mention)
        yield derived("score-off-scale", line, *place, wrong=wrong, source="test", quantity=mention.quantity)


def band_mismatches(reading: Reading) -> Iterator[Mention]:
    """Scores with a band word behind them that no published reading of the scale allows."""
    for mention, line, value in _scores(reading):
        band = _band(line, mention, value, reading.language)
        if band is not None:
            wrong = not scale_table()[mention.concept].fits(value, band)
            place = line.place(mention)
            yield derived("scale-band-mismatch", line, *place, wrong=wrong, source="test", quantity=mention.quantity)


def _scores(reading: Reading) -> Iterator[tuple[Mention, Line, float]]:
    for mention in reading.mentions:
        if mention.quantity is not None and mention.quantity.unit == "points" and mention.concept in scale_table():
            line = reading.line(mention)
            if line is not None:
                yield mention, line, mention.quantity.value


@cache
def _bands(language: Language) -> Phrases:
    return Phrases(read_table("bands.yaml")["bands"], language)


@cache
def _joins(language: Language) -> tuple[frozenset[str], tuple[str, ...]]:
    words = [fold(word) for word in read_table("bands.yaml")["joins"][language]]
    return frozenset(words), tuple(word[:-1] for word in words if word.endswith("*"))


def _band(line: Line, mention: Mention, value: float, language: Language) -> str | None:
    """The longest band word behind the score that only joining words and figures part from it."""
    end = _end_of_score(line, mention, value, language)
    if end is None:
        return None
    found = [(first, -last, name) for name, first, last in _bands(language).find(line) if end <= first < end + REACH]
    first, _, name = min(found, default=(0, 0, ""))
    return name if name and all(_joining(word, language) for word in line.words[end:first]) else None


def _joining(word: str, language: Language) -> bool:
    words, prefixes = _joins(language)
    return word in words or word[0].isdigit() or (bool(prefixes) and word.startswith(prefixes))


def _end_of_score(line: Line, mention: Mention, value: float, language: Language) -> int | None:
    """The word behind the score, which follows the scale's name or stands before it (*16 on the PHQ-9*)."""
    first, last = line.place(mention)
    for at in range(last, min(last + NEAR, len(line.words))):
        number = read_number(line.words, at, len(line.words), lexicon(language))
        if number is not None and number.value == value:
            return number.end
    before = any(word[0].isdigit() for word in line.words[max(0, first - NEAR) : first])
    return last if before else None
