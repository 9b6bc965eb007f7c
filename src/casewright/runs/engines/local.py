"""The default: this process works on the samples itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casewright.runs.drain import Drain
    from casewright.runs.engines.protocol import Site

__all__ = ["LocalEngine"]


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Samples in the event loop of the session."""

    async def work(self, site: Site, drain: Drain) -> None:
        """See `Engine.work`."""
        await site.worker.work(drain)
