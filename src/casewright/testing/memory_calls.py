"""The paid calls of a ledger in memory: what was begun, completed, and what each order used."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from casewright.ledger.protocol import Bill, CallRow, Spent

__all__ = ["MemoryCalls"]


@dataclass(slots=True)
class MemoryCalls:
    """Calls by key. ``begun`` holds run and state of those that were announced and not completed."""

    completed: dict[str, CallRow] = field(default_factory=dict)
    begun: dict[int, tuple[str, str]] = field(default_factory=dict)
    used: dict[tuple[str, str], Spent] = field(default_factory=dict)
    last: int = 0

    def begin(self, run: str) -> int:
        self.last += 1
        self.begun[self.last] = (run, "open")
        return self.last

    def save(self, call: CallRow, begun: int | None, order: str | None) -> None:
        if call.key in self.completed:
            self.end(begun, "again")
            return
        self.completed[call.key] = copy.deepcopy(call)
        if self.begun.get(begun or 0, ("", ""))[1] == "open":
            del self.begun[begun or 0]
        if order is not None:
            self._pay(call, order)

    def end(self, begun: int | None, state: str) -> None:
        run, now = self.begun.get(begun or 0, ("", ""))
        if now == "open":
            self.begun[begun or 0] = (run, state)

    def work(self, run: str, order: str, seconds: float) -> None:
        spent = self.used.get((run, order), Spent())
        self.used[run, order] = replace(spent, seconds=spent.seconds + max(0.0, seconds))

    def bill(self, run: str) -> Bill:
        completed = sum(call.run == run for call in self.completed.values())
        ended = Counter(state for of, state in self.begun.values() if of == run)
        return Bill(completed + ended.total(), completed, ended["again"], ended["failed"], ended["open"])

    def spent(self, run: str) -> Mapping[str, Spent]:
        return {order: spent for (of, order), spent in self.used.items() if of == run and spent.calls}

    def _pay(self, call: CallRow, order: str) -> None:
        spent, reply = self.used.get((call.run, order), Spent()), call.reply or {}
        usage, usd = reply.get("usage") or {}, reply.get("usd")
        self.used[call.run, order] = replace(
            spent,
            calls=spent.calls + 1,
            tokens=spent.tokens + (usage.get("prompt_tokens") or 0) + (usage.get("completion_tokens") or 0),
            usd=spent.usd + (usd or 0.0),
            unpriced=spent.unpriced + (usd is None),
        )
