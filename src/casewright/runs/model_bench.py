"""The models that a run's names stand for: each loaded once, all under one budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from casewright.agents.reply_cache import ReplyCache
from casewright.errors import UnknownNameError
from casewright.models import Budget, load_model, load_pool
from casewright.models.families import family_of
from casewright.models.protocol import Model
from casewright.settings import Endpoint, Settings

__all__ = ["ModelBench"]


@dataclass
class ModelBench:
    """Turns names into models that share one budget; the same name is the same model. Objects are given back.

    ``report`` is told what is fetched, and how far it is (0 to 1).
    """

    settings: Settings = field(default_factory=Settings)
    report: Callable[[str, float], None] | None = None
    loaded: dict[str, Model] = field(default_factory=dict, init=False)
    budget: Budget = field(init=False)
    cache: ReplyCache | None = field(init=False)
    """Replies of earlier runs, where settings name such a cache."""

    def __post_init__(self) -> None:
        how = self.settings.how
        self.budget = Budget(tokens=how.max_tokens, usd=how.max_usd)
        self.cache = ReplyCache(how.cache) if how.cache else None

    def critic(self, named: Any) -> Any:
        """A model, an object, or the name of a jury or cascade, which is made of several."""
        judging = self.settings.judging
        return named if named in (*judging.juries, *judging.cascades) else self.model(named)

    def model(self, named: Any) -> Any:
        """The model of a name.

        Raises:
            UnknownNameError: no model string, and no endpoint of settings.
        """
        if not isinstance(named, str):
            return named
        endpoints, judging = self.settings.endpoints, self.settings.judging
        if named in self.settings.pools:
            return self._pool(named)
        if "/" not in named and named not in endpoints:
            known = [
                *endpoints,
                *self.settings.pools,
                *judging.juries,
                *judging.cascades,
                "PROVIDER/MODEL",
                "parrot",
                "rules",
            ]
            raise UnknownNameError("model", named, known)
        if named not in self.loaded:
            found = {**endpoints, **self._of_own_family(named)}
            self.loaded[named] = load_model(named, found, budget=self.budget, report=self.report)
        return self.loaded[named]

    def _pool(self, named: str) -> Model:
        if named not in self.loaded:
            pool, table = self.settings.pools[named], self.settings.judging.families
            self.loaded[named] = load_pool(
                named, pool, self.settings.endpoints, budget=self.budget, report=self.report, families=table
            )
        return self.loaded[named]

    def _of_own_family(self, named: str) -> dict[str, Endpoint]:
        """The endpoint with the family that settings' own table gives it, if it says none itself."""
        table = self.settings.judging.families
        endpoint = self.settings.endpoints.get(named) or Endpoint(model=named)
        family = family_of(endpoint.model, table)
        if endpoint.family or family not in table:
            return {}
        return {named: endpoint.model_copy(update={"family": family})}
