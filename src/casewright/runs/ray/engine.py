"""The engine ``ray``: actors that work on a run, hired anew when they die, and told when to stop."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casewright.errors import UsageError
from casewright.runs.ray.cluster import connected, machines_elsewhere
from casewright.runs.ray.crew import Crew
from casewright.settings import load_settings

if TYPE_CHECKING:
    from types import ModuleType

    from casewright.runs.drain import Drain
    from casewright.runs.engines import Site
    from casewright.runs.workplace import Workplace

__all__ = ["RayEngine"]


class RayEngine:
    """Works a run off in Ray actors, each a process that claims samples from the ledger as every worker does.

    Args:
        actors: How many; by default ``how.ray_actors`` of settings.
        address: A cluster's address; by default that of ``RAY_ADDRESS``. Without one, Ray starts on this machine,
            behind a token, without dashboard and usage statistics, and ends with the run.
    """

    def __init__(self, actors: int | None = None, address: str | None = None) -> None:
        self._actors, self._address = actors, address

    async def work(self, site: Site, drain: Drain) -> None:
        """See `Engine.work`.

        Raises:
            UsageError: Ray is not installed; the run's ledger is an object of this process; or it is a file, and the
                cluster has more machines than this one.
            PausedError: there is no Ray at the address, or actors die before they finish anything.
        """
        if site.workplace is None:
            raise UsageError("the engine 'ray' needs a ledger that other processes reach: a file or postgresql://…")
        workplace = _absolute(site.workplace)
        actors = self._actors or load_settings(workplace.config).how.ray_actors
        async with connected(self._address, actors) as ray:
            _require_reach(ray, workplace)
            await Crew(ray, site.run, workplace, actors).work(drain)


def _absolute(workplace: Workplace) -> Workplace:
    """The same place, as seen from whatever folder an actor runs in."""
    found = {item.name: _rooted(getattr(workplace, item.name)) for item in fields(workplace)}
    ledger = workplace.ledger
    return replace(workplace, **{**found, "ledger": ledger if "://" in ledger else str(Path(ledger).absolute())})


def _rooted(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_rooted, value))
    return value.absolute() if isinstance(value, Path) else value


def _require_reach(ray: ModuleType, workplace: Workplace) -> None:
    others = machines_elsewhere(ray)
    is_file = "://" not in workplace.ledger or workplace.ledger.startswith("sqlite:")
    if others and is_file:
        raise UsageError(
            f"the ledger {workplace.ledger!r} is a file of this machine, and this Ray has others "
            f"({', '.join(others)}); several machines need a ledger that all of them reach: postgresql://…"
        )
