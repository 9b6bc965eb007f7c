"""How often and how much at once a key's owner may ask: counted in this process."""

from __future__ import annotations

import math
import time
from collections import Counter

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from casewright.service.principal import Principal
from casewright.service.problems import Problem

__all__ = ["Admission"]


class Admission:
    """Counts requests by owner. Two processes count apart: together they let through twice as much.

    Attributes:
        inside: Requests in flight by key.
    """

    def __init__(self) -> None:
        self._rates = SlidingWindowCounterRateLimiter(MemoryStorage())
        self.inside: Counter[str] = Counter()

    def enter(self, caller: Principal) -> None:
        """Counts a request that has begun.

        Raises:
            Problem: rate-limited or too-many-at-once; then it is not counted as inside.
        """
        most, rate = caller.limits.at_once, caller.limits.per_minute
        if most is not None and self.inside[caller.key] >= most:
            told = f"the key may have {most} requests in flight"
            raise Problem("too-many-at-once", told, headers={"Retry-After": "1"})
        if rate is not None:
            self._hit(RateLimitItemPerMinute(rate), caller.key)
        self.inside[caller.key] += 1

    def leave(self, caller: Principal) -> None:
        """Counts the request's end."""
        self.inside[caller.key] -= 1
        if self.inside[caller.key] <= 0:
            del self.inside[caller.key]

    def _hit(self, item: RateLimitItemPerMinute, key: str) -> None:
        if self._rates.hit(item, key):
            return
        wait = self._rates.get_window_stats(item, key).reset_time - time.time()
        seconds = str(min(60, max(1, math.ceil(wait))))
        raise Problem("rate-limited", f"the key may ask {item.amount} times a minute", headers={"Retry-After": seconds})
