"""Wrong sex or age: the patient's words of gender are the other one's, or the age is not the case's."""

from __future__ import annotations

import re

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.passages import passages, with_text
from casewright.exams.swaps import Swap, find_swaps, make_swaps, mentions_any
from casewright.exams.word_bank import bank

__all__ = ["change_person"]

FEWEST = 2
"""One word of gender alone may be somebody else's."""


def change_person(base: Base, seed: int = 0) -> Defect | None:
    """Changes either the age or every word of gender outside sentences that name somebody else."""
    changes = [change for change in (_age(base), _sex(base)) if change is not None]
    if not changes:
        return None
    swaps, said = pick(changes, "wrong-sex-or-age", base.id, seed)
    text = make_swaps(base.report.text, swaps)
    return Defect("wrong-sex-or-age", base.id, with_text(base.report, text), "facts", said)


def _age(base: Base) -> tuple[list[Swap], str] | None:
    words, age = bank("person")[base.case.language], base.case.person.age
    after = "|".join(re.escape(word) for word in [*words["age_after"], *words["sex_letters"]])
    places = [match.span() for match in re.finditer(rf"\b{age}(?={after})", base.report.text)]
    places += [match.span(1) for match in re.finditer(rf"\bof ({age}) years", base.report.text)]
    other = age - 14 if age > 40 else age + 17
    swaps = [Swap(start, end, str(other)) for start, end in sorted(set(places))]
    return (swaps, f"the age of {age} became {other}") if swaps else None


def _sex(base: Base) -> tuple[list[Swap], str] | None:
    words, person = bank("person")[base.case.language], base.case.person
    if person.gender == "nonbinary":
        return None
    female = person.gender == "woman"
    pairs = [(one, other) if female else (other, one) for one, other in words["pairs"]]
    swaps: list[Swap] = []
    for passage in passages(base.report):
        if not mentions_any(base.report.text[passage.start : passage.end], words["others"]):
            swaps += find_swaps(base.report.text, pairs, passage.start, passage.end)
    swaps = [_object_form(base, swap) for swap in swaps]
    return (swaps, f"words for a {person.gender} became the other gender's") if len(swaps) >= FEWEST else None


def _object_form(base: Base, swap: Swap) -> Swap:
    """English `her` is `him` where nothing that is hers follows."""
    last = bank("person")[base.case.language]["last"]
    gone = base.report.text[swap.start : swap.end].lower()
    ends = not re.match(r" \w", base.report.text[swap.end : swap.end + 2])
    return Swap(swap.start, swap.end, last[gone]) if gone in last and ends else swap
