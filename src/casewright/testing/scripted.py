"""Models for tests: one that answers from a list, one that answers by a function. Both remember what was asked."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable

from casewright.models.protocol import ModelReply, ModelRequest

__all__ = ["FunctionModel", "ScriptedModel"]

Answer = str | ModelReply | BaseException
Function = Callable[[ModelRequest], Answer | Awaitable[Answer]]


class FunctionModel:
    """Answers with what ``function`` makes of the request: a text, a whole reply, or an exception to raise.

    Attributes:
        requests: every request received, in order.
        closed: whether `close` was called.
    """

    def __init__(
        self, function: Function, *, name: str = "testing/function", family: str = "testing", small: bool = False
    ) -> None:
        self._function, self._name, self._family, self._small = function, name, family, small
        self.requests: list[ModelRequest] = []
        self.closed = False

    @property
    def name(self) -> str:
        return self._name

    @property
    def family(self) -> str:
        return self._family

    @property
    def fingerprint(self) -> str:
        return self._name

    @property
    def small(self) -> bool:
        return self._small

    async def complete(self, request: ModelRequest) -> ModelReply:
        """The function's answer; see `Model.complete`."""
        self.requests.append(request)
        answer = self._function(request)
        if inspect.isawaitable(answer):
            answer = await answer
        if isinstance(answer, BaseException):
            raise answer
        return ModelReply(answer) if isinstance(answer, str) else answer

    async def close(self) -> None:
        self.closed = True


class ScriptedModel(FunctionModel):
    """Answers with ``replies``, one a call; exceptions among them are raised.

    Args:
        replies: texts, whole replies or exceptions.
        repeat: begin again when all are used; otherwise one call too many raises AssertionError.
    """

    def __init__(
        self,
        replies: Iterable[Answer],
        *,
        repeat: bool = False,
        name: str = "testing/scripted",
        family: str = "testing",
        small: bool = False,
    ) -> None:
        super().__init__(self._next, name=name, family=family, small=small)
        self._replies, self._repeat = list(replies), repeat

    def _next(self, request: ModelRequest) -> Answer:
        turn = len(self.requests) - 1
        if self._repeat and self._replies:
            turn %= len(self._replies)
        if turn >= len(self._replies):
            raise AssertionError(f"the script has {len(self._replies)} replies and was asked once more: {request!r}")
        return self._replies[turn]
