"""A circuit breaker: after failures in a row nobody calls for a while, then one call tries."""

from __future__ import annotations

import time
from collections.abc import Callable

from casewright.errors import ModelFailure

__all__ = ["Breaker"]


class Breaker:
    """Opens after ``failures`` in a row; after ``seconds`` one probe goes through and decides.

    Args:
        clock: monotonic seconds.
    """

    def __init__(self, failures: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._seconds, self._clock = failures, seconds, clock
        self._failed, self._opened, self._probing = 0, 0.0, False

    @property
    def open(self) -> bool:
        return self._failed >= self._limit

    @property
    def admits(self) -> bool:
        """Whether `enter` would give leave now."""
        return not self.open or (self._left <= 0 and not self._probing)

    def enter(self, whose: str = "") -> bool:
        """Asks leave for a call, which must end in `success`, `failure` or `abandon`; whether it is the probe.

        Raises:
            ModelFailure: ``breaker_open``, with the seconds until a probe is due.
        """
        if not self.admits:
            raise self.refusal(whose)
        self._probing = self.open
        return self._probing

    def refusal(self, why: str) -> ModelFailure:
        """What calls get while it is open; ``why`` names the model or the last failure."""
        told = f"{why}: {self._failed} calls failed in a row, the next is tried later"
        return ModelFailure("breaker_open", told, retry_after=max(self._left, 1.0))

    def success(self) -> None:
        self._failed, self._probing = 0, False

    def failure(self, *, probe: bool) -> bool:
        """Whether it opened just now. What was under way when it opened says nothing new."""
        if self.open and not probe:
            return False
        self._failed += 1
        self._probing = False
        if self.open:
            self._opened = self._clock()
        return self.open

    def abandon(self, *, probe: bool) -> None:
        """The call ended without telling anything about the server."""
        if probe:
            self._probing = False

    @property
    def _left(self) -> float:
        return self._opened + self._seconds - self._clock()
