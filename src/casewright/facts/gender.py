"""Words that say the patient's gender or sex, held to the person of the case.

Sex, gender and pronouns are three facts: woman and man follow gender; female and male may follow gender or sex.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from casewright.facts.cues import read_yaml
from casewright.facts.reading import Passage
from casewright.facts.sentences import Word, fold
from casewright.types import AddedContent, Language, Person

__all__ = ["gender_problems"]

Side = Literal["woman", "man"]
Sort = Literal["gender", "sex", "titles"]
_SEX_OF: Mapping[str, str] = {"female": "woman", "male": "man"}
_ES_BEFORE = frozenset(["paciente", "un", "una", "es", "se", "trata", "de", "sexo", "este", "esta", "del", "la", "el"])
_EN_PATIENT = frozenset({"patient", "client"})


@cache
def _words(language: Language) -> Mapping[str, tuple[Sort, Side]]:
    table = read_yaml("gender.yaml")[language]
    sorts: tuple[Sort, ...] = ("gender", "sex", "titles")
    sides: tuple[Side, ...] = ("woman", "man")
    return {fold(word): (sort, side) for sort in sorts for side in sides for word in table[sort][side]}


def gender_problems(passages: Sequence[Passage], person: Person, language: Language) -> Iterator[AddedContent]:
    """Wrong words for the patient: "a 34-year-old man" of a woman, "el paciente" of a woman."""
    for passage in passages:
        words = passage.sentence.words
        for i, word in enumerate(words):
            entry = _words(language).get(word.fold)
            if entry is not None and _of_patient(words, i, entry[0], language) and not _right(entry, person):
                yield _problem(person, word)
        if language == "es":
            yield from _articles(words, person)


def _right(entry: tuple[Sort, Side], person: Person) -> bool:
    sort, side = entry
    return side == person.gender or (sort == "sex" and side == _SEX_OF[person.sex])


def _problem(person: Person, word: Word) -> AddedContent:
    return AddedContent("sex", None, word.start, word.end, f"sex: the patient is a {person.gender} ({person.pronouns})")


def _of_patient(words: Sequence[Word], i: int, sort: Sort, language: Language) -> bool:
    if sort == "titles":
        return i == 0 or words[i].raw[0].isupper()
    return _english(words, i) if language == "en" else _spanish(words, i, sort)


def _english(words: Sequence[Word], i: int) -> bool:
    """``34-year-old (single) man``, ``man aged 34``, ``male patient``, ``the patient is a … man``, ``sex: male``."""
    if _fold(words, i + 1) in _EN_PATIENT or _fold(words, i + 1) == "aged" or _fold(words, i - 1) in ("sex", "gender"):
        return True
    before = {_fold(words, k) for k in range(max(0, i - 5), i)}
    if "old" in before or {"yo", "aged"} & before or ({"y", "o"} <= before):
        return True
    told = {"is", "was"} & before and _EN_PATIENT & {_fold(words, k) for k in range(max(0, i - 7), i)}
    return (
        bool(told)
        or (_fold(words, i + 1) == "of" and _fold(words, i + 2).isdigit())
        or (_fold(words, 0) == "this" and i <= 3)
    )


def _spanish(words: Sequence[Word], i: int, sort: Sort) -> bool:
    """``mujer de 34 años``, ``paciente mujer``, ``sexo: varón``, ``se trata de un hombre``."""
    after = [_fold(words, i + k) for k in range(1, 5)]
    if "de" in after and "años" in [*after[1:], _fold(words, i + 5)]:
        return True
    before = _fold(words, i - 1)
    if before in ("paciente", "sexo", "genero"):
        return True
    told = (
        _fold(words, i - 2) in ("es", "de")
        and before in ("un", "una")
        and _fold(words, i - 3) in ("trata", "paciente", "")
    )
    return sort == "gender" and told


def _articles(words: Sequence[Word], person: Person) -> Iterator[AddedContent]:
    """``el paciente`` of a woman, ``la paciente`` of a man; either of a nonbinary person."""
    wrong = {"woman": {"el", "un", "del", "al", "dicho", "este"}, "man": {"la", "una", "dicha", "esta"}}.get(
        person.gender, set()
    )
    for i, word in enumerate(words):
        if word.fold == "paciente" and _fold(words, i - 1) in wrong:
            yield _problem(person, words[i - 1])


def _fold(words: Sequence[Word], i: int) -> str:
    return words[i].fold if 0 <= i < len(words) else ""
