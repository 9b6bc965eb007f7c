"""Who judges together, how they are asked, and when a judge may decide: all of it decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from casewright.settings.base import Name, Strict

__all__ = ["Cascade", "Judging", "Jury"]


class Jury(Strict):
    """Several judges, or one asked several times, that settle on one answer."""

    members: tuple[str, ...] = Field(min_length=1)
    """Endpoints, model strings, ``rules``, or other juries and cascades."""
    rule: Literal["majority", "unanimous", "any", "weighted"] = "majority"
    replicates: int = Field(default=1, ge=1, le=15)
    """How often each member is asked the same: each asking is a call of its own, with a seed of its own, a vote."""


class Cascade(Strict):
    """A cheap judge first; a dear one where the cheap one is near its threshold, or gave no answer."""

    first: str
    """Endpoint, model string, ``rules``, jury or cascade."""
    then: str
    within: float = Field(default=1.0, ge=0)
    """Log-probability margin from the threshold (from 0 without a certificate) up to which the dear one is asked."""


class Judging(Strict):
    """How judges are asked, and which of them may decide."""

    ask: Literal["criterion", "aspect"] = "criterion"
    """One question a call, or all questions of an aspect in one."""
    seed: int = 0
    """Shuffles the order of questions."""
    require: Literal["provisional", "gating"] = "provisional"
    """Least certificate that lets a critic decide."""
    same_family: Literal["advise", "gate"] = "advise"
    """What a certified judge of the writer's family may do; records say where it gated."""
    juries: Mapping[Name, Jury] = Field(default_factory=dict)
    cascades: Mapping[Name, Cascade] = Field(default_factory=dict)
    families: Mapping[Name, tuple[str, ...]] = Field(default_factory=dict)
    """Patterns of model names by who trained them, looked into before those that ship: a whole word of the name, or
    its beginning where the pattern ends in ``*``."""

    def members(self, name: str) -> tuple[str, ...]:
        """Whom a jury or cascade of this name asks directly; empty for anything else."""
        if name in self.juries:
            return self.juries[name].members
        told = self.cascades.get(name)
        return (told.first, told.then) if told else ()

    def models(self, name: str) -> frozenset[str]:
        """The names at the ends: whoever a jury or cascade asks in the end, or the name itself."""
        return frozenset(end for end in self._ends(name, frozenset()))

    def _ends(self, name: str, within: frozenset[str]) -> Iterator[str]:
        if not self.members(name):
            yield name
        for member in self.members(name):
            if member not in within:
                yield from self._ends(member, within | {name})
