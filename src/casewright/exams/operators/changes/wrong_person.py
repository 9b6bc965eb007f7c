"""Wrong sex or age: the patient's words of gender are the other one's, or the age is not the case's."""

from __future__ import annotations

import re
from dataclasses import replace

from casewright.exams.bases import Base
from casewright.exams.operators.changes.change import Change, plant
from casewright.exams.operators.defect import Defect
from casewright.exams.passages import passages
from casewright.exams.swaps import Swap, find_swaps, mentions_any
from casewright.exams.word_bank import bank
from casewright.types import Person

__all__ = ["change_person"]

FEWEST = 2
"""One word of gender alone may be somebody else's."""


def change_person(base: Base, seed: int = 0) -> Defect | None:
    """Changes either the age, or every word of gender outside sentences that name somebody else.

    The facts are told as they were; of whom is what is wrong.
    """
    changes = [_aged(base), _turned(base)]
    return plant("wrong-sex-or-age", base, seed, [change for change in changes if change is not None])


def _aged(base: Base) -> Change | None:
    age = base.case.person.age
    other = age - 14 if age > 40 else age + 17
    person = replace(base.case.person, age=other)
    swaps = () if base.origin == "composed" else _ages(base, other)
    told = swaps or base.origin == "composed"
    return Change(f"the age of {age} became {other}", swaps=swaps, person=person) if told else None


def _turned(base: Base) -> Change | None:
    person = base.case.person
    if person.gender == "nonbinary" or person.pronouns == "they":
        return None
    said = f"words for a {person.gender} became the other gender's"
    if base.origin == "composed":
        return Change(said, person=_other(person))
    swaps = _words(base)
    return Change(said, swaps=swaps) if len(swaps) >= FEWEST else None


def _other(person: Person) -> Person:
    if person.gender == "man":
        return Person(person.age, "female", "woman", "she")
    return Person(person.age, "male", "man", "he")


def _ages(base: Base, other: int) -> tuple[Swap, ...]:
    words, age = bank("person")[base.case.language], base.case.person.age
    after = "|".join(re.escape(word) for word in [*words["age_after"], *words["sex_letters"]])
    places = [match.span() for match in re.finditer(rf"\b{age}(?={after})", base.report.text)]
    places += [match.span(1) for match in re.finditer(rf"\bof ({age}) years", base.report.text)]
    return tuple(Swap(start, end, str(other)) for start, end in sorted(set(places)))


def _words(base: Base) -> tuple[Swap, ...]:
    words, female = bank("person")[base.case.language], base.case.person.gender == "woman"
    pairs = [(one, other) if female else (other, one) for one, other in words["pairs"]]
    swaps: list[Swap] = []
    for passage in passages(base.report):
        if not mentions_any(base.report.text[passage.start : passage.end], words["others"]):
            swaps += find_swaps(base.report.text, pairs, passage.start, passage.end)
    return tuple(_object_form(base, swap) for swap in swaps)


def _object_form(base: Base, swap: Swap) -> Swap:
    """English `her` is `him` where nothing that is hers follows."""
    words = bank("person")[base.case.language]
    gone = base.report.text[swap.start : swap.end].lower()
    follows = re.match(r" (\w+)", base.report.text[swap.end :])
    alone = follows is None or follows[1].lower() in words["object_before"]
    return Swap(swap.start, swap.end, words["last"][gone]) if gone in words["last"] and alone else swap
