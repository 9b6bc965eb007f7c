"""What a run may spend on models in all: calls, tokens, dollars."""

from __future__ import annotations

from dataclasses import dataclass

from casewright.errors import BudgetError
from casewright.models.protocol import ModelReply

__all__ = ["Budget", "Spent"]


@dataclass(frozen=True, slots=True)
class Spent:
    """Calls made (retries and failures too), tokens of completed calls, dollars where prices are known."""

    calls: int = 0
    tokens: int = 0
    usd: float = 0.0


class Budget:
    """A limit that several models share. It is looked at before each call, so that what is in flight may exceed it.

    Args:
        calls: calls allowed; ``None`` for no limit.
        tokens: tokens read and written.
        usd: dollars; under such a limit a model whose price is not known is called once.
        spent: what an earlier start of the same run used.
    """

    def __init__(
        self,
        *,
        calls: int | None = None,
        tokens: int | None = None,
        usd: float | None = None,
        spent: Spent | None = None,
    ) -> None:
        self._limits = {"calls": calls, "tokens": tokens, "usd": usd}
        self._is_priced = usd is not None
        self.spent = spent or Spent()
        self._unpriced: str | None = None

    def begin(self) -> None:
        """Counts a call.

        Raises:
            BudgetError: a limit is reached, or dollars are limited and a model's price turned out unknown; the
                call must not be made.
        """
        if self._unpriced and self._is_priced:
            raise BudgetError(f"dollars are limited and the price of {self._unpriced!r} is not known: set its price")
        for what, limit in self._limits.items():
            used = getattr(self.spent, what)
            if limit is not None and used >= limit:
                raise BudgetError(f"the budget of {limit:g} {what} is spent ({used:g} used)")
        self.spent = Spent(self.spent.calls + 1, self.spent.tokens, self.spent.usd)

    def watch_prices_only(self) -> None:
        """Somebody else counts from now on (a run, over all its starts): what is left is to refuse unknown prices."""
        self._limits |= {"calls": None, "tokens": None, "usd": None}

    def settle(self, reply: ModelReply, model: str) -> None:
        """Adds what a completed call used."""
        usage, before = reply.usage, self.spent
        tokens = before.tokens + usage.prompt_tokens + usage.completion_tokens
        self.spent = Spent(before.calls, tokens, before.usd + (reply.usd or 0.0))
        if reply.usd is None:
            self._unpriced = model
