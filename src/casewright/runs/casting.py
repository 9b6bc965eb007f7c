"""Casts that a worker keeps between runs: of the same recipe nothing is loaded twice, whosever run it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from casewright.errors import UsageError
from casewright.hashing import content_hash
from casewright.ledger.protocol import OrderRow, RunRow
from casewright.runs.assessing.session import EvaluationSession
from casewright.runs.cast import Cast
from casewright.runs.model_bench import ModelBench
from casewright.runs.recipe import Recipe, recipe_of_run
from casewright.runs.session import RunSession

if TYPE_CHECKING:
    from casewright.runs.workplace import Workplace

__all__ = ["Casting", "Task"]

Task = RunSession | EvaluationSession
"""A run as a worker takes part in it."""


@dataclass
class Casting:
    """Rebuilds the casts of runs, of any project.

    Args:
        place: What is at hand.
    """

    place: Workplace
    _benches: dict[str | None, ModelBench] = field(default_factory=dict, init=False)
    _casts: dict[str, Cast] = field(default_factory=dict, init=False)

    def task(self, project: str, row: RunRow, orders: Sequence[OrderRow]) -> Task:
        """What a worker needs to take part in a run.

        Raises:
            UsageError: it keeps no recipe, or what is at hand here would decide otherwise; says what differs.
        """
        place, recipe = replace(self.place, project=project), recipe_of_run(row)
        key = _alike(row, recipe)
        if key in self._casts:
            try:
                return place.task(row, orders, alike=self._casts[key])
            except UsageError:
                del self._casts[key]  # rubrics or certificates may have changed since
        found = place.task(row, orders, bench=self._benches.get(recipe.profile))
        self._benches[recipe.profile] = found.cast.bench
        self._casts[key] = found.cast
        return found

    async def close(self) -> None:
        """Lets go of all models."""
        parts: dict[int, Any] = {}
        for cast in self._casts.values():
            parts |= {id(part): part for part in cast.models()}
        for bench in self._benches.values():
            parts |= {id(part): part for part in (*bench.loaded.values(), *((bench.cache,) if bench.cache else ()))}
        for part in parts.values():
            await part.close()


def _alike(row: RunRow, recipe: Recipe) -> str:
    """What of a run decides who takes part, beside its seed, attempts and wish."""
    told = recipe.model_dump(mode="json", exclude={"judged_by", "wish"})
    return content_hash([told, row.decides.get("round_size")])
