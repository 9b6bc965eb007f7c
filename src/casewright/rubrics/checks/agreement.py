"""Spanish agreement within a mental state: *orientado* and *tranquila* of one patient."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from casewright.rubrics.checks.persons import trans
from casewright.rubrics.checks.phrases import read_table
from casewright.rubrics.checks.reading import Line, Reading, derived
from casewright.rubrics.matching.tokens import fold
from casewright.types import Mention

__all__ = ["agreement_conflicts"]

SECTIONS = frozenset({"mental-state"})


def agreement_conflicts(reading: Reading) -> Iterator[Mention]:
    """Forms at odds with the first of those that open the sentences of a mental state, where only the patient is said
    to be something; elsewhere a noun that we don't know may be meant."""
    if reading.language != "es" or trans(reading):
        return
    found = [item for line in reading.lines if line.section in SECTIONS for item in _forms(line)]
    wrong = [item for item in found if item[0] != found[0][0]]
    for _, line, place in wrong or found[1:2]:
        yield derived("agreement-conflict", line, place, place + 1, wrong=bool(wrong), source="observed")


def _forms(line: Line) -> Iterator[tuple[str, Line, int]]:
    """The endings of the forms at the head of a sentence, as far as every word is one that may stand there."""
    endings, among = _words()
    for place, word in enumerate(line.words):
        if word in endings:
            yield endings[word], line, place
        elif word == "paciente" and line.word(place - 1) in ("el", "la"):
            yield ("o" if line.word(place - 1) == "el" else "a"), line, place
        elif word not in among and not (word == "el" and line.word(place + 1) == "paciente"):
            return


@cache
def _words() -> tuple[dict[str, str], frozenset[str]]:
    table = read_table("agreement.yaml")
    endings = {fold(stem) + ending: ending for stem in table["stems"] for ending in "oa"} | dict(table["pairs"])
    return endings, frozenset(fold(word) for word in table["among"])
