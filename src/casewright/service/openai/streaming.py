"""A completion as server-sent events: comments while nothing is decided, then the whole text, usage and the end."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from casewright.errors import CasewrightError
from casewright.service.http.translating import problem_of
from casewright.service.openai.completions import Completion
from casewright.service.openai.errors import error_object
from casewright.service.openai.waiting import Decided
from casewright.service.problems import Problem

__all__ = ["HEADERS", "events"]

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
ALIVE = ": waiting for the decision\n\n"
END = "data: [DONE]\n\n"


async def events(
    waited: AsyncIterator[Decided | None], complete: Callable[[Decided], Awaitable[Completion]], *, usage: bool
) -> AsyncIterator[str]:
    """The stream. An error comes as an object with ``error``, since its status was sent long before."""
    yield ALIVE
    try:
        async for found in waited:
            if found is None:
                yield ALIVE
                continue
            for chunk in (await complete(found)).chunks(usage=usage):
                yield _event(chunk)
    except (Problem, CasewrightError) as error:
        problem = error if isinstance(error, Problem) else problem_of(error)
        yield _event({"error": error_object(problem)})
    yield END


def _event(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n\n"
