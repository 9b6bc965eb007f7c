"""What a worker does while a model's breaker is open: it begins nothing, then little, then as much as before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from casewright.errors import ModelAccessError, ModelFailure
from casewright.ledger.protocol import Ledger

__all__ = ["HoldUp"]

FIRST_WAIT, LONGEST_WAIT = 0.5, 60.0


@dataclass
class HoldUp:
    """Samples that met an open breaker are back in the queue, and nothing of them counts against their deadline.

    After the wait one sample is begun, and twice as many each second, so that a server that has just come back is
    not met by everybody at once.

    Args:
        outage_seconds: For how long no model may answer before the run pauses.
    """

    ledger: Ledger
    run: str
    outage_seconds: float
    clock: Callable[[], float] = monotonic
    _until: float = field(default=float("-inf"), init=False)
    _wait: float = field(default=FIRST_WAIT, init=False)
    _answers: int = field(default=-1, init=False)
    _silent_since: float = field(default=0.0, init=False)

    def room(self, most: int) -> int:
        """How many samples may be in flight now."""
        since = self.clock() - self._until
        return 0 if since < 0 else most if since > 30 else min(most, int(2**since))

    @property
    def seconds(self) -> float:
        """Until something may be begun."""
        return max(0.0, self._until - self.clock())

    def answered(self) -> None:
        """A sample was finished."""
        self._wait = FIRST_WAIT

    async def met(self, failure: ModelFailure) -> None:
        """A sample came back because a breaker is open.

        Raises:
            ModelAccessError: no call of the run was answered for too long.
        """
        now = self.clock()
        if now >= self._until:
            self._until = now + min(failure.retry_after or self._wait, LONGEST_WAIT)
            self._wait = min(2 * self._wait, LONGEST_WAIT)
        answers = (await self.ledger.bill(self.run)).completed
        if answers != self._answers:
            self._answers, self._silent_since = answers, now
        elif now - self._silent_since >= self.outage_seconds:
            raise ModelAccessError(
                f"no model answered for {now - self._silent_since:.0f} s (how.outage_seconds: "
                f"{self.outage_seconds:g}); last: {failure}"
            )
