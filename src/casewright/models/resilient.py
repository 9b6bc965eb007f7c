"""A model that can be relied on as far as its server allows: bounded retries, a breaker, a limit that adapts."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass

from casewright.errors import FailureKind, ModelAccessError, ModelFailure
from casewright.models.breaker import Breaker
from casewright.models.budget import Budget
from casewright.models.limiter import Limiter
from casewright.models.pace import Pace
from casewright.models.protocol import Model, ModelReply, ModelRequest

__all__ = ["Policy", "ResilientModel"]

SERVER_FAULTS: frozenset[FailureKind] = frozenset({"server", "timeout", "connection"})


@dataclass(frozen=True, slots=True)
class Policy:
    """How much patience a model gets. Seconds throughout."""

    concurrency: int = 8
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


class ResilientModel:
    """Wraps a model with a timeout, retries with jitter, a breaker, a concurrency limit and a shared budget.

    "Slow down" is no failure: the call waits as the server asked, at most `Policy.longest_wait`, and its
    limit is halved. A server fault is tried again, in all in at most `Policy.retry_share` of calls.
    Everything else goes to the caller as it is.
    """

    def __init__(self, inner: Model, policy: Policy | None = None, budget: Budget | None = None) -> None:
        self.inner, self._policy, self._budget = inner, policy or Policy(), budget
        self._limiter = Limiter(self._policy.concurrency)
        self._pace = Pace(self._policy.requests_per_minute, self._policy.tokens_per_minute)
        self._breaker = Breaker(self._policy.breaker_failures, self._policy.breaker_seconds)
        self.calls = self.retries = 0
        self._answered = False

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def family(self) -> str:
        return self.inner.family

    @property
    def fingerprint(self) -> str:
        return self.inner.fingerprint

    @property
    def small(self) -> bool:
        return self.inner.small

    @property
    def concurrency(self) -> int:
        """Calls that may be under way at once now."""
        return self._limiter.limit

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answers; see `Model.complete`.

        Raises:
            BudgetError: nothing is left to spend.
        """
        self.calls += 1
        patience = _Patience(self)
        while True:
            try:
                return await self._once(request)
            except ModelFailure as failure:
                if not patience.goes_on(failure):
                    if failure.kind == "connection" and not self._answered:
                        raise ModelAccessError(f"nobody answers for {self.name!r}: {failure}") from failure
                    raise
                seconds = patience.wait(failure)
            await asyncio.sleep(seconds)

    async def close(self) -> None:
        await self.inner.close()

    def may_retry(self) -> bool:
        """Takes one retry out of what all calls together may use."""
        allowed = self.retries < max(self._policy.free_retries, self._policy.retry_share * self.calls)
        self.retries += allowed
        return allowed

    def slow_down(self, seconds: float) -> None:
        """The server asked for it: fewer calls at once, and none begins for so many seconds."""
        self._limiter.slow_down()
        self._pace.hold(seconds)

    @property
    def policy(self) -> Policy:
        return self._policy

    async def _once(self, request: ModelRequest) -> ModelReply:
        async with self._limiter.slot():
            await self._pace.turn()
            self._breaker.enter()
            try:
                if self._budget:
                    self._budget.begin()
                reply = await self._timed(request)
            except ModelFailure as failure:
                self._note(failure)
                raise
            except BaseException:
                self._breaker.abandon()
                raise
            self._note(None)
            self._pace.spend(reply.usage.prompt_tokens + reply.usage.completion_tokens)
            if self._budget:
                self._budget.settle(reply, self.name)
            return reply

    async def _timed(self, request: ModelRequest) -> ModelReply:
        try:
            async with asyncio.timeout(self._policy.timeout):
                return await self.inner.complete(request)
        except TimeoutError:
            raise ModelFailure("timeout", f"{self.name!r} gave no answer in {self._policy.timeout:g} s") from None

    def _note(self, failure: ModelFailure | None) -> None:
        if failure and failure.kind in SERVER_FAULTS:
            self._breaker.failure()
            return
        self._answered = True
        self._breaker.success()
        if not failure or failure.kind != "rate_limited":
            self._limiter.answered()


class _Patience:
    """What one call has used of its retries and waits."""

    def __init__(self, model: ResilientModel) -> None:
        self._model, self._policy = model, model.policy
        self._tries = self._retries = self._slowdowns = 0

    def goes_on(self, failure: ModelFailure) -> bool:
        """Whether the call is made again."""
        self._tries += 1
        if failure.kind == "rate_limited":
            self._slowdowns += 1
            return self._slowdowns <= self._policy.slowdowns
        if failure.kind in SERVER_FAULTS and self._retries < self._policy.retries:
            self._retries += 1
            return self._model.may_retry()
        return False

    def wait(self, failure: ModelFailure) -> float:
        """Seconds until then: those asked for, else any up to a bound that doubles with each try (full jitter)."""
        bound = min(self._policy.longest_wait, self._policy.base_wait * 2 ** (self._tries - 1))
        jitter = random.uniform(0, bound)  # noqa: S311 - jitter, not a secret
        if failure.kind != "rate_limited":
            return jitter
        asked = failure.retry_after if failure.retry_after is not None else jitter
        seconds = min(asked, self._policy.longest_wait)
        self._model.slow_down(seconds)
        return seconds
