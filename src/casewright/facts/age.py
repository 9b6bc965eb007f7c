"""The patient's age wherever a text states it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from casewright.facts.cues import word_set
from casewright.facts.numerals import read_number
from casewright.facts.reading import Passage
from casewright.facts.sentences import Word
from casewright.types import AddedContent, Language, Person
from casewright.vocabulary import concept

__all__ = ["Age", "age_problems", "find_ages"]

_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Age:
    """An age in a text: its offsets, its bounds (equal unless it is a decade of life), and whether the patient's."""

    start: int
    end: int
    low: float
    high: float
    patient: bool


def find_ages(passages: Sequence[Passage], language: Language) -> tuple[Age, ...]:
    """Every stated age, the patient's and others'."""
    return tuple(age for passage in passages for age in _in_passage(passage, language))


def age_problems(ages: Sequence[Age], person: Person, *, wanted: bool) -> Iterator[AddedContent]:
    """Ages of the patient that are not the case's; ``wanted`` asks that it be stated at all."""
    own = [age for age in ages if age.patient]
    for age in own:
        if not age.low <= person.age <= age.high:
            message = f"age: the patient is {person.age} years old"
            yield AddedContent("age", None, age.start, age.end, message)
    if wanted and not own:
        yield AddedContent("age", None, 0, 0, f"age: not told that the patient is {person.age} years old")


def _in_passage(passage: Passage, language: Language) -> Iterator[Age]:
    words = passage.sentence.words
    kin = [person.at for person in passage.context.kin if person.subject != "other"]
    findings = {
        k for item in passage.mentions if concept(item.concept).category != "social" for k in passage.places(item)
    }
    i = 0
    while i < len(words):
        found = _stated(words, i, language, findings)
        if found is not None:
            low, high, end, patient = found
            near = any(-6 <= place - i <= end - i + 2 for place in kin)
            yield Age(words[i].start, words[end - 1].end, low, high, patient and not near)
        number = read_number(words, i, language)
        i = number[1] if number else i + 1


def _stated(
    words: Sequence[Word], i: int, language: Language, findings: AbstractSet[int]
) -> tuple[float, float, int, bool] | None:
    """Lowest and highest age, the index after it, and whether it can be the patient's present age."""
    fold = words[i].fold
    if language == "en" and fold in _DECADES and _fold(words, i - 1) in ("his", "her", "their"):
        return _DECADES[fold], _DECADES[fold] + 9, i + 1, True
    number = read_number(words, i, language)
    if number is None or not 0 < number[0] < 120 or number[0] != int(number[0]):
        return None
    value, after = number
    if language == "en":
        return _english(words, i, value, after)
    return _spanish(words, i, value, after, findings)


def _english(words: Sequence[Word], i: int, value: float, after: int) -> tuple[float, float, int, bool] | None:
    unit, then = _fold(words, after), _fold(words, after + 1)
    if unit in ("year", "years", "yr", "yrs") and then in ("old", "olds"):
        return value, value, after + 2, True
    if unit in ("yo", "yom", "yof") or (unit == "y" and then == "o"):
        return value, value, after + 1 + (unit == "y"), True
    if unit in ("year", "years") and then == "of" and _fold(words, after + 2) == "age":
        return value, value, after + 3, True
    before = _fold(words, i - 1)
    if unit in ("m", "f") and words[after].raw.isupper() and words[after].gap == "" and i <= 2:
        return value, value, after + 1, True  # "29M"
    if before == "of" and _fold(words, i - 2) in word_set("person-en"):
        return value, value, after + (unit in ("year", "years")), True
    if before == "aged" or (before == "age" and _fold(words, i - 2) not in ("the", "from", "of")):
        return value, value, after, True
    if before == "of" and _fold(words, i - 2) == "age":
        return value, value, after, False
    return None


def _spanish(
    words: Sequence[Word], i: int, value: float, after: int, findings: AbstractSet[int]
) -> tuple[float, float, int, bool] | None:
    if _fold(words, after) != "años":
        named = _fold(words, i - 1) == "edad" or (_fold(words, i - 1) == "de" and _fold(words, i - 2) == "edad")
        return (value, value, after, True) if named else None
    end = after + 1
    if _fold(words, end) == "de" and _fold(words, end + 1) == "edad":
        return value, value, end + 2, True
    before = [_fold(words, i - k) for k in range(1, 5)]
    if before[0] in ("tiene", "edad") or (
        before[0] == "de" and (word_set("person-es") & set(before[1:]) or before[1] == "edad")
    ):
        return value, value, end, True
    if before[0] == "de" and _fold(words, end) != "de" and i - 2 not in findings and _trade(words, i - 2):
        return value, value, end, True
    if before[0] in ("con", "tenia") and _fold(words, end) != "de":
        return value, value, end, False
    if before[0] == "los" and before[1] in ("a", "desde"):
        return value, value, end, False
    return None


def _trade(words: Sequence[Word], i: int) -> bool:
    """Whether a text opens with its patient's trade or the like at word ``i`` ("costurera de 51 años")."""
    opens = 0 <= i <= 2 and all(word.gap == "" for word in words[1 : i + 1])
    return opens and not {word.fold for word in words[: i + 1]} & word_set("ageless")


def _fold(words: Sequence[Word], i: int) -> str:
    return words[i].fold if 0 <= i < len(words) else ""
