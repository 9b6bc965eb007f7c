"""The rules critic as a classifier: which code's own criteria the text answers best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casewright.graphs.verdicts import verdict_of
from casewright.overlays import RUBRICS, per_overlay
from casewright.rubrics.places import BASE
from casewright.studies.recoverability.classifiers.classifier import Seen
from casewright.studies.reviewing import Asked, Reading, asked_under

__all__ = ["EXPECTED", "VETOED", "Background", "RubricEvidence", "RubricSupport", "own_criteria"]

EXPECTED = 0.5
"""How often a criterion is taken to be met where its code is right: a constant, not fitted."""
VETOED = -1000.0
"""Taken off for each veto: a vetoed code comes behind every other."""
_Asked = tuple[list[Asked], list[list[tuple[Asked, int]]]]
"""Questions of which no two are alike; and those of each code, with the place of the one that it is like."""


@per_overlay(RUBRICS, "concepts", "kinds", "vocabulary")
def own_criteria(system: str, code: str, kind: str) -> tuple[Asked, ...]:
    """What is asked for a code itself: neither the base nor a block brings it in, and code can answer it."""
    return tuple(item for item in asked_under(system, code, kind) if item.criterion.finds and not _shared(item))


def _shared(asked: Asked) -> bool:
    rubric = asked.criterion.origin.rubric
    return rubric == BASE or "-" in rubric


@dataclass(frozen=True, slots=True)
class RubricSupport:
    """Weight met over weight met or unmet, as the gate counts it; 0 behind a veto or where nothing is asked."""

    name: str = "rubrics, support"
    control: bool = False

    def scores(self, texts: Sequence[Seen], system: str, candidates: Sequence[str]) -> list[list[float]]:
        asking = _Asking(system, candidates)
        return [[_support(states) for states in asking.states(seen.reading)] for seen in texts]


@dataclass(frozen=True, slots=True)
class RubricEvidence:
    """Log-likelihood ratios of a code's criteria against how often the texts at hand, whatever their code, meet them.

    ``background`` are the texts whose answers say how often; no code of theirs is looked at.
    """

    background: Background = field(repr=False)
    name: str = "rubrics, evidence"
    control: bool = False

    def scores(self, texts: Sequence[Seen], system: str, candidates: Sequence[str]) -> list[list[float]]:
        asking = _Asking(system, candidates)
        return [[_evidence(states, self.background) for states in asking.states(seen.reading)] for seen in texts]


class Background:
    """How often the texts of one language, all whole or all masked, meet a criterion."""

    def __init__(self, texts: Sequence[Seen]) -> None:
        self._readings = [seen.reading for seen in texts]
        self._known: dict[tuple[str, str], float] = {}

    def rate(self, asked: Asked) -> float:
        """With one imagined text for it and one against."""
        key = _alike(asked)
        if key not in self._known:
            met = sum(_state(asked, reading) == "met" for reading in self._readings)
            self._known[key] = (met + 1) / (len(self._readings) + 2)
        return self._known[key]


def _state(asked: Asked, reading: Reading) -> str:
    return verdict_of(reading.answer(asked), asked.criterion.want)


class _Asking:
    """What is asked under each candidate of a document of one kind and a patient of one age, worked out once."""

    def __init__(self, system: str, candidates: Sequence[str]) -> None:
        self._system, self._candidates = system, candidates
        self._known: dict[tuple[str, float | None], _Asked] = {}

    def states(self, reading: Reading) -> Iterator[list[tuple[Asked, str]]]:
        """For each candidate; an answer that several hang on is asked for once."""
        key = (reading.report.kind, reading.age)
        if key not in self._known:
            self._known[key] = self._asked(*key)
        every, places = self._known[key]
        found = [_state(item, reading) for item in every]
        for own in places:
            yield [(item, found[place]) for item, place in own]

    def _asked(self, kind: str, age: float | None) -> _Asked:
        every: dict[tuple[str, str], tuple[int, Asked]] = {}
        places = []
        for code in self._candidates:
            asked = (item for item in own_criteria(self._system, code, kind) if item.criterion.applies(kind, age))
            places.append([(item, every.setdefault(_alike(item), (len(every), item))[0]) for item in asked])
        return [item for _, item in every.values()], places


def _alike(asked: Asked) -> tuple[str, str]:
    return asked.criterion.want, asked.key


def _vetoes(states: Sequence[tuple[Asked, str]]) -> int:
    return sum(item.criterion.role == "contradicts" and state == "unmet" for item, state in states)


def _support(states: Sequence[tuple[Asked, str]]) -> float:
    told = [(item.criterion, state) for item, state in states if item.criterion.role == "supports"]
    total = sum(item.weight for item, state in told if state in ("met", "unmet"))
    if not total or _vetoes(states):
        return 0.0
    return round(sum(item.weight for item, state in told if state == "met") / total, 9)


def _evidence(states: Sequence[tuple[Asked, str]], background: Background) -> float:
    total = VETOED * _vetoes(states)
    for item, state in states:
        if item.criterion.role == "supports" and state in ("met", "unmet"):
            total += item.criterion.weight * _ratio(background.rate(item), met=state == "met")
    return round(total, 9)


def _ratio(rate: float, *, met: bool) -> float:
    return math.log(EXPECTED / rate) if met else math.log((1 - EXPECTED) / (1 - rate))
