"""Holds what is told against what a rubric asks, and tells more (or less) of the truth until that suffices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from casewright.types import Fact, Level, Need
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.finds import concepts_of, evaluate

__all__ = ["LEVELS", "is_met", "support", "told_for", "violations"]

LEVELS: dict[Level, float] = {"sufficient": 0.8, "partial": 0.5, "named": 0.0}
MARGIN = 0.1
PASSES = 3


def is_met(need: Need, facts: Sequence[Fact], age: float | None) -> bool:
    """Whether told facts answer a need as it wants; what stays unclear is not met."""
    answer = evaluate(need.finds, facts, age).answer
    wanted = {"present": ("present",), "absent": ("absent",), "not_present": ("absent", "not_mentioned")}
    return answer in wanted[need.want]


def support(needs: Iterable[Need], facts: Sequence[Fact], age: float | None) -> float:
    """Share of the weight of supports needs that are met; 1 where there are none."""
    asked = [need for need in needs if need.role == "supports"]
    total = sum(need.weight for need in asked)
    return sum(need.weight for need in asked if is_met(need, facts, age)) / total if total else 1.0


def violations(needs: Iterable[Need], facts: Sequence[Fact], age: float | None) -> tuple[str, ...]:
    """Ids of contradicts needs that the facts don't leave in peace."""
    return tuple(need.criterion for need in needs if need.role == "contradicts" and not is_met(need, facts, age))


def told_for(
    facts: Sequence[Fact], tellable: frozenset[str], needs: Sequence[Need], level: Level, age: float
) -> frozenset[str]:
    """Ids of the facts to tell.

    Args:
        facts: The whole latent state, with what is told so far.
        tellable: Ids of facts for which the kind has a section.
        needs: What the rubric asks.
        level: The support that the order asks; a margin of 0.1 is added while the truth allows it.
        age: The patient's age in years.
    """
    search = _Search(tuple(facts), tellable, tuple(needs), min(1.0, LEVELS[level] + MARGIN), age)
    told = frozenset(fact.id for fact in facts if fact.told)
    for _ in range(PASSES):
        before, told = told, search.improve(told)
        if told == before:
            break
    return told


@dataclass(frozen=True)
class _Search:
    facts: tuple[Fact, ...]
    tellable: frozenset[str]
    needs: tuple[Need, ...]
    target: float
    age: float
    reads: dict[int, frozenset[str]] = field(default_factory=dict)
    """By need, the facts that its answer hangs on: most flips leave most answers as they were."""
    answers: dict[tuple[int, frozenset[str]], bool] = field(default_factory=dict)

    def improve(self, told: frozenset[str]) -> frozenset[str]:
        for need in sorted(self.needs, key=lambda need: (need.role != "contradicts", -need.weight, need.criterion)):
            enough = need.role != "contradicts" and self._score(told)[1] >= self.target
            if need.role == "documents" or enough or self._met(need, told):
                continue
            told = self._meet(need, told)
        return told

    def _meet(self, need: Need, told: frozenset[str]) -> frozenset[str]:
        related = [fact.id for fact in self.facts if fact.concept in concepts_of(need.finds)]
        flips = [told ^ {name} for name in related if name in self.tellable]
        best = max((flip for flip in flips if self._met(need, flip)), key=self._score, default=told)
        if self._score(best) > self._score(told):
            return best
        several = self._tell_several(need, told, related)
        return several if self._score(several) > self._score(told) else told

    def _tell_several(self, need: Need, told: frozenset[str], related: Sequence[str]) -> frozenset[str]:
        """Adds related facts until the need is met (or takes told ones away), then takes back what was idle."""
        untold = [name for name in related if name in self.tellable and name not in told]
        grown = self._until_met(need, told, [frozenset({name}) for name in untold])
        if not self._met(need, grown):
            return self._until_met(need, told, [frozenset({name}) for name in related if name in told])
        for name in sorted(grown - told):
            if self._met(need, grown - {name}):
                grown -= {name}
        return grown

    def _until_met(self, need: Need, told: frozenset[str], steps: Iterable[frozenset[str]]) -> frozenset[str]:
        for step in steps:
            if self._met(need, told):
                break
            told ^= step
        return told

    def _met(self, need: Need, told: frozenset[str]) -> bool:
        key = id(need), told & self._read_by(need)
        if key not in self.answers:
            self.answers[key] = is_met(need, [fact for fact in self.facts if fact.id in key[1]], self.age)
        return self.answers[key]

    def _read_by(self, need: Need) -> frozenset[str]:
        """Facts of the concepts that it names, and every event: an onset is measured from any of them."""
        if id(need) not in self.reads:
            named = concepts_of(need.finds)
            read = (f.id for f in self.facts if f.concept in named or concept(f.concept).category == "event")
            self.reads[id(need)] = frozenset(read)
        return self.reads[id(need)]

    def _score(self, told: frozenset[str]) -> tuple[float, float]:
        broken = sum(need.role == "contradicts" and not self._met(need, told) for need in self.needs)
        asked = [need for need in self.needs if need.role == "supports"]
        total = sum(need.weight for need in asked)
        return -broken, sum(need.weight for need in asked if self._met(need, told)) / total if total else 1.0
