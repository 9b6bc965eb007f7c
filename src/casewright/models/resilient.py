"""A model that can be relied on as far as its server allows: bounded retries, a breaker, a limit that adapts."""

from __future__ import annotations

import asyncio
import time
from typing import NoReturn

from casewright.errors import FailureKind, ModelAccessError, ModelFailure
from casewright.models.breaker import Breaker
from casewright.models.budget import Budget
from casewright.models.latency import Latency
from casewright.models.limiter import Limiter
from casewright.models.pace import Pace, estimate_tokens
from casewright.models.patience import Patience, Policy
from casewright.models.protocol import Model, ModelReply, ModelRequest
from casewright.models.watching import watch

__all__ = ["ResilientModel"]

SERVER_FAULTS: frozenset[FailureKind] = frozenset({"server", "timeout", "connection"})


class ResilientModel:
    """Wraps a model with a timeout, retries with jitter, a breaker, limits and a shared budget.

    "Slow down" is no failure: the call waits as the server asked, at most `Policy.longest_wait`, and its
    limit is halved. A server fault is tried again, in all in at most `Policy.retry_share` of calls. Once the breaker
    is open every call fails at once with ``breaker_open``, also one whose own retries ended in it.
    Everything else goes to the caller as it is.
    """

    def __init__(self, inner: Model, policy: Policy | None = None, budget: Budget | None = None) -> None:
        self.inner, self.policy, self._budget = inner, policy or Policy(), budget
        self._limiter = Limiter(self.policy.concurrency, self.policy.slow_from)
        self._pace = Pace(self.policy.requests_per_minute, self.policy.tokens_per_minute)
        self._breaker = Breaker(self.policy.breaker_failures, self.policy.breaker_seconds)
        self._latency = Latency()
        self.calls = self.retries = 0
        self._reached = False
        self._lowered = 0.0

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

    @property
    def available(self) -> bool:
        """Whether a call would be made now: its breaker is not open, and no pause that the server asked for lasts."""
        return self._breaker.admits and not self._pace.held

    @property
    def admits(self) -> bool:
        """Whether its breaker lets a call through."""
        return self._breaker.admits

    @property
    def reached(self) -> bool:
        """Whether anybody ever answered there."""
        return self._reached

    def refusal(self) -> ModelFailure:
        """What a call gets while the breaker is open."""
        return self._breaker.refusal(repr(self.name))

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answers; see `Model.complete`.

        Raises:
            BudgetError: nothing is left to spend.
        """
        self.calls += 1
        patience = Patience(self.policy)
        while True:
            try:
                return await self._once(request)
            except ModelFailure as failure:
                seconds = self._wait(failure, patience)
                if not patience.goes_on(failure.kind, self.may_retry):
                    self._give_up(failure)
            await asyncio.sleep(seconds)

    async def complete_now(self, request: ModelRequest) -> ModelReply:
        """Answers, or fails without another try: for those who have somebody else to ask."""
        self.calls += 1
        try:
            return await self._once(request)
        except ModelFailure as failure:
            self._wait(failure, Patience(self.policy))
            raise

    async def close(self) -> None:
        await self.inner.close()

    def may_retry(self) -> bool:
        """Takes one retry out of what all calls together may use."""
        allowed = self.retries < max(self.policy.free_retries, self.policy.retry_share * self.calls)
        self.retries += allowed
        return allowed

    def _wait(self, failure: ModelFailure, patience: Patience) -> float:
        seconds = patience.wait(failure)
        if failure.kind == "rate_limited":
            self._pace.hold(seconds)
        return seconds

    def _give_up(self, failure: ModelFailure) -> NoReturn:
        gone = failure.kind in ("connection", "breaker_open")
        if gone and not self._reached:
            raise ModelAccessError(f"nobody answers for {self.name!r}: {failure}") from failure
        if failure.kind in SERVER_FAULTS and not self._breaker.admits:
            raise self._breaker.refusal(str(failure)) from failure
        raise failure

    async def _once(self, request: ModelRequest) -> ModelReply:
        if not self._breaker.admits:
            raise self.refusal()
        estimate = estimate_tokens(request)
        async with self._limiter.slot():
            await self._pace.turn(estimate)
            reply = await self._guarded(request)
        self._pace.correct(estimate, reply.usage)
        return reply

    async def _guarded(self, request: ModelRequest) -> ModelReply:
        probe, began = self._breaker.enter(repr(self.name)), time.monotonic()
        try:
            if self._budget:
                self._budget.begin()
            reply = await self._timed(request)
        except ModelFailure as failure:
            self._failed(failure, began, probe=probe)
            raise
        except BaseException:
            self._breaker.abandon(probe=probe)
            raise
        self._reached = True
        self._breaker.success()
        self._limiter.answered(self._latency.note(request, time.monotonic() - began))
        if self._budget:
            self._budget.settle(reply, self.name)
        return reply

    async def _timed(self, request: ModelRequest) -> ModelReply:
        with watch("call", self.name, max_tokens=request.max_tokens, temperature=request.temperature) as tell:
            try:
                async with asyncio.timeout(self.policy.timeout):
                    reply = await self.inner.complete(request)
            except TimeoutError:
                raise ModelFailure("timeout", f"{self.name!r} gave no answer in {self.policy.timeout:g} s") from None
            used = reply.usage
            tell({"input": used.prompt_tokens, "output": used.completion_tokens, "finish": reply.finish})
            return reply

    def _failed(self, failure: ModelFailure, began: float, *, probe: bool) -> None:
        if failure.kind in SERVER_FAULTS:
            self._reached |= failure.kind != "connection"
            if self._breaker.failure(probe=probe):
                self._lower(began)
            return
        self._reached = True
        self._breaker.success()
        if failure.kind == "rate_limited":
            self._lower(began)
        else:
            self._limiter.answered()

    def _lower(self, began: float) -> None:
        """Once for all calls that were under way together: they met the same crowd."""
        if began >= self._lowered:
            self._lowered = time.monotonic()
            self._limiter.slow_down()
