"""What a text says of its patient's person: ages with the words that name the patient beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casewright.rubrics.checks.phrases import phrases
from casewright.rubrics.checks.reading import Line, Reading
from casewright.rubrics.matching.lexicon import lexicon
from casewright.rubrics.matching.numbers import Number, read_number

__all__ = ["FILE", "Introduction", "introductions", "of_others", "trans"]

FILE = "people.yaml"
ELSEWHERE = frozenset({"family-history", "informants"})
PERSONS = ("woman", "man", "female", "male")
REACH = 5
"""Words behind an age within which its bearer is named."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """*A 45-year-old single man*, *mujer de 45 años*: an age, and the words that name who has it."""

    line: Line
    first: int
    last: int
    age: float
    words: tuple[tuple[str, int], ...]
    """(list, place) of the words for a woman, a man, female or male beside it."""


def introductions(reading: Reading) -> Iterator[Introduction]:
    """Every place that introduces the patient by age; conservative: nobody else near, no other time."""
    for line in reading.lines:
        if line.section not in ELSEWHERE:
            yield from _in_line(reading, line)


def _in_line(reading: Reading, line: Line) -> Iterator[Introduction]:
    lists = phrases(FILE, reading.language)
    for at in range(len(line.words)):
        number = read_number(line.words, at, len(line.words), lexicon(reading.language))
        if number is None or not 0 < number.value < 120 or number.value != int(number.value):
            continue
        end = _after_age(line, number, reading.language)
        if end is None:
            continue
        low, high = _span(at, end, reading.language)
        words = tuple((name, first) for name, first, _ in lists.find(line, *PERSONS) if low <= first < high)
        named = words or any("patient" in word or word == "paciente" for word in line.words[max(0, low) : high])
        if named and not _another(reading, line, at, end, {place for _, place in words}):
            yield Introduction(line, at, end, number.value, words)


def _span(at: int, end: int, language: str) -> tuple[int, int]:
    """Where the bearer of an age is named: behind it in English, before it (*de 45 años*) in Spanish."""
    return (at, end + REACH) if language == "en" else (at - 4, at)


def _after_age(line: Line, number: Number, language: str) -> int | None:
    """The word behind *45-year-old*, *45 yo*, *45 años*."""
    one, two = line.word(number.end), line.word(number.end + 1)
    if language == "en":
        if one in ("year", "years", "yr", "yrs") and two in ("old", "olds"):
            return number.end + 2
        return number.end + 1 if one == "yo" else number.end + 3 if (one, two) == ("y", "/") else None
    return number.end + 1 if one == "anos" and line.word(number.start - 1) == "de" else None


def _another(reading: Reading, line: Line, at: int, end: int, own: set[int]) -> bool:
    """Whether the age is another's, or of another time."""
    lists = phrases(FILE, reading.language)
    for name, first, last in lists.find(line, "others", "other-time"):
        if name == "others" and first not in own and at - 8 <= first < end + REACH + 1:
            return True
        if name == "other-time" and at - 4 <= last <= at:
            return True
    return False


def trans(reading: Reading) -> bool:
    """Whether the text itself says that sex, gender or pronouns differ or change."""
    lists = phrases(FILE, reading.language)
    return any(lists.stands(line, "transition") for line in reading.lines)


def of_others(reading: Reading, line: Line, reach: int) -> bool:
    """Whether a sentence, or one of those before it, names anybody but the patient."""
    lists = phrases(FILE, reading.language)
    return any(lists.stands(near, "others") for near in reading.lines[max(0, line.index - reach) : line.index + 1])
