"""How a run is run. None of it decides about an outcome, so none of it is in a run's identity."""

from __future__ import annotations

from pydantic import Field

from casewright.settings.base import Strict
from casewright.settings.caching import CachePlace

__all__ = ["HowToRun"]


class HowToRun(Strict):
    """Concurrency, patience and budgets; a budget that is not set is not limited."""

    concurrency: int = Field(default=4, ge=1, le=10_000)
    """Samples in flight at once."""
    lease_seconds: float = Field(default=300.0, gt=0)
    """How long a sample stays with a worker that shows no sign of life."""
    deadline_seconds: float = Field(default=1800.0, gt=0)
    """How long a sample may be tried before it ends as an error; time in which nobody tried doesn't count."""
    outage_seconds: float | None = Field(default=None, gt=0)
    """For how long no model may answer before the run pauses; by default as long as a sample may be tried."""
    grace_seconds: float = Field(default=20.0, ge=0)
    """What samples in flight get to finish when a run is stopped or has to pause."""
    identifier_workers: int = Field(default=1, ge=0, le=64)
    """Processes in which presidio looks for identifiers, where the screen asks for it; each holds its language model.
    With 0 it looks in a thread, which holds everything else up meanwhile."""
    ray_actors: int = Field(default=2, ge=1, le=1024)
    """Actors of ``--engine ray``, each a process with ``concurrency`` samples in flight."""
    cache: CachePlace = None
    """Replies that runs share: a file, a folder, or the URL of a ledger's database; ``off`` in a profile."""
    max_calls: int | None = Field(default=None, gt=0)
    """Budgets count what all starts of a run used, and are looked at before a sample is begun; what is in flight may
    exceed them. ``max_seconds`` is wall time of one start."""
    max_usd: float | None = Field(default=None, gt=0)
    max_tokens: int | None = Field(default=None, gt=0)
    max_seconds: float | None = Field(default=None, gt=0)
    stop_early: bool = True
    """Whether an order is given up, between rounds, that the samples left can't fill as far as can be told."""
