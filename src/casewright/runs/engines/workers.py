"""Samples are worked on by ``casewright worker`` processes, here or elsewhere; this one stewards and watches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casewright.errors import UsageError

if TYPE_CHECKING:
    from casewright.runs.drain import Drain
    from casewright.runs.engines.protocol import Site

__all__ = ["WorkersEngine"]


@dataclass(frozen=True, slots=True)
class WorkersEngine:
    """Waits for others to do the work; they may come and go."""

    async def work(self, site: Site, drain: Drain) -> None:
        """See `Engine.work`.

        Raises:
            UsageError: no other process can take part in this run.
        """
        if site.workplace is None:
            raise UsageError(
                "workers can't take part in this run: it needs a ledger with a place, and a cast of names alone"
            )
        await drain
