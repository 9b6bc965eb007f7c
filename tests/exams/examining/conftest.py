"""Responses made by hand, exams of a few goldens, and a judge's replies."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from casewright.exams.bases import Base
from casewright.exams.goldens import goldens
from casewright.exams.paper import Item
from casewright.exams.response import Question, Response
from casewright.rubrics import resolve
from casewright.types import Answer, Vote, VoteFailure

CRITERION = next(item for item in resolve("F32.1", kind="intake").criteria if item.id == "core-symptoms")
ANSWERS: dict[str, Answer] = {"met": "present", "unmet": "not_mentioned", "unclear": "unclear"}

Make = Callable[..., Response]


@pytest.fixture
def make() -> Make:
    """A response: which base (a number), what was right and what was said; ``failed`` is no answer."""
    golden = goldens()[0]

    def response(
        base: int, right: str, said: str, *, sort: Any = "base", name: str = "", margin: float | None = None, **of: Any
    ) -> Response:
        criterion = replace(CRITERION, **of)
        case = replace(golden.case, id=f"b{base}")
        text = Base(f"b{base}", case, golden.report, "golden")
        item = Item(f"b{base}.{name}" if name else f"b{base}", text, sort, name, golden.report, (), golden.case.code)
        question = Question(item, criterion, ANSWERS[right])
        if said == "failed":
            return Response(question, VoteFailure("judge", criterion.id, "timeout", "no answer"))
        return Response(question, Vote("judge", criterion.id, "logprob", ANSWERS[said], "", margin=margin))

    return response


@pytest.fixture
def few() -> tuple[Base, ...]:
    """Two English goldens."""
    return tuple(base for base in goldens() if base.id in ("en-01-f321-intake", "en-10-f411-intake"))


def ruling(answer: str = "not_mentioned", quote: str = "") -> str:
    return json.dumps({"reason": "so it says", "quote": quote, "answer": answer})


@pytest.fixture
def silent_ruling() -> str:
    """A judge's reply that needs no words of the report."""
    return ruling()
