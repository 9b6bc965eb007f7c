"""Several endpoints that answer as one: weights, and somebody else to ask while one can't be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from casewright.errors import FailureKind, ModelAccessError, ModelFailure
from casewright.hashing import content_hash
from casewright.models.at_hand import key_at_hand
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.models.resilient import ResilientModel

__all__ = ["Member", "PooledModel"]

ELSEWHERE: frozenset[FailureKind] = frozenset({"rate_limited", "server", "timeout", "connection", "breaker_open"})
"""Failures of a server rather than of an answer: somebody else may do better."""
DIGITS = 13
"""Hex digits of a hash that a float holds exactly."""


@dataclass(frozen=True, slots=True)
class Member:
    """A model of a pool, and its part of the calls relative to the others'."""

    model: ResilientModel
    weight: float = 1.0

    def rank(self, key: str) -> float:
        """Weighted rendezvous hashing: the member of the highest rank gets the call of this key, each as often as its
        weight says, and one that joins or leaves moves no calls between the others."""
        place = int(content_hash([key, self.model.fingerprint], DIGITS), 16) + 0.5
        return -self.weight / math.log(place / 16**DIGITS)


class PooledModel:
    """Asks the member that a call's key chooses; while that one's breaker is open or it asked for a pause, the next,
    and then the fallbacks in their order. Where nobody can be asked, a call waits for the first that only paused.

    A reply says who gave it. What is the matter with an answer (a refusal, garbage) is not asked elsewhere, and an
    endpoint that refuses its key or doesn't know its model pauses the run, as it would alone.
    """

    def __init__(self, members: Sequence[Member], fallbacks: Sequence[ResilientModel] = ()) -> None:
        self._members, self._fallbacks = tuple(members), tuple(fallbacks)

    @property
    def models(self) -> tuple[ResilientModel, ...]:
        """Members, then fallbacks."""
        return (*(member.model for member in self._members), *self._fallbacks)

    @property
    def name(self) -> str:
        """The model string that all have, or ``pool/`` with the models' own names joined by ``+``."""
        names = dict.fromkeys(model.name for model in self.models)
        return next(iter(names)) if len(names) == 1 else f"pool/{'+'.join(name.rpartition('/')[2] for name in names)}"

    @property
    def family(self) -> str:
        return "+".join(sorted({model.family for model in self.models}))

    @property
    def fingerprint(self) -> str:
        """Of one model string: the first member's, whose certificates hold for the pool, and which stays the same when
        another server of that model joins. Of several: one of its own, with all of them and their weights."""
        if len({model.name for model in self.models}) == 1:
            return self.models[0].fingerprint
        members = sorted([member.model.fingerprint, member.weight] for member in self._members)
        return f"{self.name}@{content_hash([members, [model.fingerprint for model in self._fallbacks]])}"

    @property
    def small(self) -> bool:
        return self.models[0].small

    @property
    def concurrency(self) -> int:
        """Calls that may be under way at once now, over all members."""
        return sum(member.model.concurrency for member in self._members)

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answers; see `Model.complete`.

        Raises:
            BudgetError: nothing is left to spend.
        """
        order = self._order(key_at_hand(request))
        for model in order:
            if model.available:
                try:
                    return _signed(await model.complete_now(request), model)
                except ModelFailure as failure:
                    if failure.kind not in ELSEWHERE:
                        failure.model = model.fingerprint
                        raise
        return await self._wait(order, request)

    async def close(self) -> None:
        for model in self.models:
            await model.close()

    def _order(self, key: str) -> tuple[ResilientModel, ...]:
        ranked = sorted(self._members, key=lambda member: member.rank(key), reverse=True)
        return (*(member.model for member in ranked), *self._fallbacks)

    async def _wait(self, order: Sequence[ResilientModel], request: ModelRequest) -> ModelReply:
        """Nobody could answer at once: the first that only asked for a pause is waited for."""
        model = next((model for model in order if model.admits), None)
        if model is None:
            raise self._refusal(order)
        try:
            return _signed(await model.complete(request), model)
        except ModelFailure as failure:
            failure.model = model.fingerprint
            raise
        except ModelAccessError:
            if model.reached or not any(other.reached for other in order):
                raise
            raise self._refusal(order) from None

    def _refusal(self, order: Sequence[ResilientModel]) -> ModelFailure | ModelAccessError:
        if not any(model.reached for model in order):
            return ModelAccessError(f"nobody answers for {self.name!r}, at none of its {len(order)} endpoints")
        soonest = min((model.refusal() for model in order), key=lambda failure: failure.retry_after or 0.0)
        return ModelFailure("breaker_open", f"all {len(order)} endpoints of {self.name!r}: {soonest}",
                            retry_after=soonest.retry_after)  # fmt: skip


def _signed(reply: ModelReply, model: ResilientModel) -> ModelReply:
    return replace(reply, model=model.fingerprint)
