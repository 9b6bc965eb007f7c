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

    def enter(self) -> None:
        """Asks leave for a call, which must end in `success`, `failure` or `abandon`.

        Raises:
            ModelFailure: ``breaker_open``, with the seconds until a probe is due.
        """
        if not self.open:
            return
        left = self._opened + self._seconds - self._clock()
        if left > 0 or self._probing:
            raise ModelFailure("breaker_open", f"{self._failed} calls failed in a row", retry_after=max(left, 1.0))
        self._probing = True

    def success(self) -> None:
        self._failed, self._probing = 0, False

    def failure(self) -> None:
        self._failed, self._probing = self._failed + 1, False
        if self.open:
            self._opened = self._clock()

    def abandon(self) -> None:
        """The call ended without telling anything about the server."""
        self._probing = False
