"""Pools: several endpoints that answer as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from casewright.settings.base import Strict

__all__ = ["Pool"]

Weight = Annotated[float, Field(gt=0, le=1000)]


class Pool(Strict):
    """Endpoints that share the calls of a role. A call's own key chooses its member, so that a run which goes on asks
    the same one; another is asked while that one can't be."""

    members: Mapping[str, Weight] = Field(min_length=1)
    """Endpoints (or model strings) with their weights: of weights 3 and 1 the first gets three calls in four."""
    fallbacks: tuple[str, ...] = ()
    """Asked in this order while no member can be."""

    @property
    def names(self) -> tuple[str, ...]:
        """Members, then fallbacks."""
        return (*self.members, *self.fallbacks)
