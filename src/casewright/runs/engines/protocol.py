"""The seam between a run and who works on its samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from casewright.runs.drain import Drain
    from casewright.runs.worker import Worker
    from casewright.runs.workplace import Workplace

__all__ = ["Engine", "Site"]


@dataclass(frozen=True, slots=True)
class Site:
    """A run that wants work. ``worker`` works on it in this process; ``workplace`` is what another process needs.

    ``workplace`` is ``None`` where the run can't be reached from another process: its ledger is an object of this one.
    """

    run: str
    worker: Worker
    workplace: Workplace | None


class Engine(Protocol):
    """Supplies hands, never truth: what became of a sample is in the ledger, whoever worked on it.

    An engine is made by its class without arguments, or by the user with its own (``RayEngine(actors=4)``).
    """

    async def work(self, site: Site, drain: Drain) -> None:
        """Sees to it that samples are worked on, until it is cancelled (the run is over) or the drain is.

        The session plans, commits and watches meanwhile; workers may do so too. Returning early means that nobody
        works any more; raising ends the run with that error, and what is in flight elsewhere finishes or expires.

        Raises:
            UsageError: this engine can't reach the run, or something it needs is not installed.
        """
