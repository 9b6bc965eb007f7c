"""How many requests are open, over time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

__all__ = ["Gauge"]


class Gauge:
    """Counts what is open; remembers for how long how many were."""

    def __init__(self, open_now: int = 0, clock: Callable[[], float] = time.monotonic) -> None:
        self.open = self.most = open_now
        self.answered = 0
        self._clock, self._since = clock, clock()
        self._seconds: Counter[int] = Counter()

    def move(self, by: int) -> None:
        """One more is open, or one less."""
        now = self._clock()
        self._seconds[self.open] += now - self._since  # type: ignore[assignment]  # a counter of seconds
        self._since = now
        self.open += by
        self.most = max(self.most, self.open)
        self.answered += by < 0

    def told(self) -> dict[str, int]:
        """Most at once, how many at least were open half of the time in which any was, and how many were answered."""
        busy = {count: seconds for count, seconds in self._seconds.items() if count}
        half, passed = sum(busy.values()) / 2, 0.0
        for count in sorted(busy):
            passed += busy[count]
            if passed >= half:
                return {"most": self.most, "median": count, "answered": self.answered}
        return {"most": self.most, "median": 0, "answered": self.answered}
