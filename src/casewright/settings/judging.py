"""Who judges together, how they are asked, and when a judge may decide: all of it decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from casewright.settings.base import Name, Strict

__all__ = ["Cascade", "Judging", "Jury"]


class Jury(Strict):
    """Several judges, or one asked several times, that settle on one answer."""

    members: tuple[str, ...] = Field(min_length=1)
    """Endpoint names or model strings."""
    rule: Literal["majority", "unanimous", "any", "weighted"] = "majority"
    replicates: int = Field(default=1, ge=1, le=15)
    """How often each member is asked the same."""


class Cascade(Strict):
    """A cheap judge first; a dear one where the cheap one is near its threshold, or gave no answer."""

    first: str
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
    """Patterns of model names by who trained them, beside those that ship."""
