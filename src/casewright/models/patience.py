"""How often a call is made again, and how long it waits before that."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from casewright.errors import FailureKind, ModelFailure

__all__ = ["Patience", "Policy"]

RETRIED: frozenset[FailureKind] = frozenset({"server", "timeout", "connection"})


@dataclass(frozen=True, slots=True)
class Policy:
    """How much patience a model gets. Seconds throughout."""

    concurrency: int = 8
    slow_from: float | None = 3.0
    """How many times as long as usual answers take before fewer calls are made at once; ``None`` for never."""
    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None
    timeout: float | None = 120.0
    retries: int = 3
    """Of one call, after server faults."""
    retry_share: float = 0.1
    """Of all calls of the model; the first few retries are free, so that a short run has any."""
    free_retries: int = 3
    slowdowns: int = 6
    """Times that one call waits after "slow down" before it goes back to its queue."""
    longest_wait: float = 60.0
    base_wait: float = 1.0
    breaker_failures: int = 5
    breaker_seconds: float = 30.0


class Patience:
    """What one call has used of its retries and waits."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._tries = self._retries = self._slowdowns = 0

    def wait(self, failure: ModelFailure) -> float:
        """Seconds until the next try: those asked for, else any up to a bound that doubles each time (full jitter)."""
        self._tries += 1
        bound = min(self._policy.longest_wait, self._policy.base_wait * 2 ** (self._tries - 1))
        if failure.kind == "rate_limited" and failure.retry_after is not None:
            return min(failure.retry_after, self._policy.longest_wait)
        return random.uniform(0, bound)  # noqa: S311 - jitter, not a secret

    def goes_on(self, kind: FailureKind, may_retry: Callable[[], bool]) -> bool:
        """Whether the call is made again; ``may_retry`` takes a retry out of what all calls share."""
        if kind == "rate_limited":
            self._slowdowns += 1
            return self._slowdowns <= self._policy.slowdowns
        if kind in RETRIED and self._retries < self._policy.retries:
            self._retries += 1
            return may_retry()
        return False
