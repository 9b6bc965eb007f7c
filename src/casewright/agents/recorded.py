"""Paid calls that are never paid twice: a model whose answers are recorded before anybody sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from casewright.agents.reply_cache import Cached
from casewright.errors import FailureKind, ModelFailure, PausedError
from casewright.hashing import content_hash
from casewright.ledger.protocol import CallRow, Ledger
from casewright.measures.surrogates import without_surrogates
from casewright.models.at_hand import call_at_hand
from casewright.models.protocol import Model, ModelReply, ModelRequest
from casewright.types import Cost, Privacy
from casewright.wire import from_json, to_json

__all__ = [
    "PAID_FAILURES",
    "RecordedModel",
    "Recording",
    "Screen",
    "asking_again",
    "call_key",
    "current_recording",
    "current_replicate",
    "recording",
]

PAID_FAILURES: frozenset[FailureKind] = frozenset(
    {"empty", "refusal", "content_filter", "truncated", "garbage", "too_long"}
)
"""Failures that a provider charges for and that the same request would meet again."""

RARE = frozenset({"model", "served", "cached"})

Screen = Callable[[str], tuple[str, Privacy | None]]
"""Masks what a reply copied: the text to keep, and the privacy result if anything was masked."""


@dataclass
class Recording:
    """What the calls made for one sample added up to. ``screens`` holds the results of replies that copied.

    ``worker`` is who works on the sample: calls in flight when it died are told by it.
    """

    sample: str
    worker: str = ""
    cost: Cost = field(default_factory=Cost)
    screens: list[Privacy] = field(default_factory=list)
    answered: Counter[str] = field(default_factory=Counter)
    """Members of pools, with how many replies each gave."""

    def add(self, row: CallRow) -> None:
        reply = row.reply or {}
        usage = reply.get("usage", {})
        usd = None if reply.get("usd") is None else (self.cost.usd or 0.0) + reply["usd"]
        self.cost = Cost(
            calls=self.cost.calls + 1,
            prompt_tokens=self.cost.prompt_tokens + usage.get("prompt_tokens", 0),
            completion_tokens=self.cost.completion_tokens + usage.get("completion_tokens", 0),
            seconds=self.cost.seconds + reply.get("seconds", 0.0),
            usd=usd if usd is not None else self.cost.usd,
            thought_tokens=self.cost.thought_tokens + usage.get("thought_tokens", 0),
            cached=self.cost.cached + bool(reply.get("cached")),
        )
        if reply.get("model"):
            self.answered[reply["model"]] += 1
        if row.screen is not None:
            self.screens.append(from_json(Privacy, row.screen))


_current: ContextVar[Recording] = ContextVar("casewright_recording")
_replicate: ContextVar[int] = ContextVar("casewright_replicate", default=0)


@contextmanager
def recording(sample: str, worker: str = "") -> Iterator[Recording]:
    """Names the sample that calls made inside belong to, and who works on it."""
    kept = Recording(sample, worker)
    token = _current.set(kept)
    try:
        yield kept
    finally:
        _current.reset(token)


def current_recording() -> Recording:
    """The recording of the sample at hand; an empty one outside `recording`, where a gate runs unrecorded."""
    return _current.get(None) or Recording("")


@contextmanager
def asking_again(number: int, of: int = 1) -> Iterator[None]:
    """Calls made inside are replicate ``number`` of ``of``: paid and kept on their own.

    Nested, the numbers multiply out, so that no two askings of the same question share one: inside replicate r,
    replicate i of n is r * n + i.
    """
    token = _replicate.set(_replicate.get() * of + number)
    try:
        yield
    finally:
        _replicate.reset(token)


def current_replicate() -> int:
    """Which asking of the same question this is, from 0."""
    return _replicate.get()


def call_key(model: Model, request: ModelRequest, replicate: int) -> str:
    """The same model, request and replicate are the same call."""
    return content_hash([model.fingerprint, to_json(request), replicate], 40)


@dataclass(frozen=True)
class RecordedModel:
    """A model behind the ledger: a completed call is answered from there, a new one is recorded first.

    That a call begins is noted before it is made, so that one which a crash cut off is counted. It ends by its answer,
    or by a failure that nobody charges for. One that we cut off ourselves, by cancelling, stays open: what was sent
    may have been charged for.

    With a cache, what an earlier run was told is taken from there: it goes into this run's ledger as a call that cost
    nothing. A call's row names the member of a pool that answered.

    With a ``screen``, a reply that copied the reference corpus is masked in memory, before the ledger or anyone
    else sees it.
    """

    inner: Model
    ledger: Ledger
    run: str
    purpose: str
    screen: Screen | None = None
    cached: Cached | None = None

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

    async def complete(self, request: ModelRequest, *, replicate: int | None = None) -> ModelReply:
        """Answers from the ledger, or calls the model and records what it said.

        ``replicate`` is the one of `asking_again` where it isn't given.

        Raises:
            ModelFailure: recorded where it was paid for, else only raised.
            ModelAccessError: the run pauses; nothing is recorded.
        """
        kept = current_recording()
        key = call_key(self.inner, request, current_replicate() if replicate is None else replicate)
        row = await self.ledger.call(key)
        if row is None:
            asked = CallRow(key, self.run, kept.sample, self.purpose, self.name, None, None, None)
            row = await self._remembered(asked) or await self._pay(asked, kept.worker, request)
        kept.add(row)
        if row.failure is not None:
            raise ModelFailure(row.failure["kind"], row.failure["message"])
        return from_json(ModelReply, row.reply)

    async def _remembered(self, asked: CallRow) -> CallRow | None:
        row = await self.cached.find(asked) if self.cached else None
        if row is not None:
            await self.ledger.save_call(row)
        return row

    async def _pay(self, asked: CallRow, worker: str, request: ModelRequest) -> CallRow:
        begun = await self.ledger.begin_call(asked.key, asked.run, asked.sample, worker)
        try:
            row = await self._asked(asked, request)
        except (ModelFailure, PausedError):
            await self.ledger.fail_call(begun)
            raise
        await self.ledger.save_call(row, begun)  # no frame from here on knows a reply that copied: tracebacks show them
        if self.cached:
            await self.cached.keep(row)
        return row

    async def _asked(self, row: CallRow, request: ModelRequest) -> CallRow:
        try:
            with call_at_hand(row.key):
                reply = await self.inner.complete(request)
        except ModelFailure as failure:
            if failure.kind not in PAID_FAILURES:
                raise
            said = {"kind": failure.kind, "message": str(failure)}
            return replace(row, model=failure.model or row.model, failure=said)
        text, found = self._screened(without_surrogates(reply.text))
        stored = _without_blanks(to_json(replace(reply, text=text)))
        return replace(row, model=reply.model or row.model, reply=stored, screen=_json(found))

    def _screened(self, text: str) -> tuple[str, Privacy | None]:
        return self.screen(text) if self.screen else (text, None)

    async def close(self) -> None:
        await self.inner.close()


def _without_blanks(reply: dict[str, Any]) -> dict[str, Any]:
    """Without the fields that few replies have: there are many replies."""
    return {name: value for name, value in reply.items() if value or name not in RARE}


def _json(found: Privacy | None) -> Any:
    return None if found is None else to_json(found)
