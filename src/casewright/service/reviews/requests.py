"""What requests about reviews may say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints

from casewright.service.reviews.contracts import GivenAnswer, Saying, Word
from casewright.settings.base import Name, Strict
from casewright.types import Answer

__all__ = ["AnswerForm", "VerdictForm", "WithdrawalForm"]

Offset = Annotated[int, Field(strict=True, ge=0, le=2**31)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
VERDICT: dict[str, Any] = {
    "word": "reject",
    "reason": "No duration is told.",
    "answers": {"low-mood": {"answer": "present", "quote": [0, 11]}, "elation": {"answer": "not_mentioned"}},
}


class AnswerForm(Strict):
    """An answer to a criterion; ``quote`` is [start, end] in code points of the report's text."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"answer": "present", "quote": [0, 11]}]})

    answer: Answer
    quote: tuple[Offset, Offset] | None = None


class VerdictForm(Strict):
    """A verdict. A rejection or an override needs a reason."""

    model_config = ConfigDict(json_schema_extra={"examples": [VERDICT]})

    word: Word
    reason: Words = ""
    answers: Mapping[Name, AnswerForm] = Field(default_factory=dict, max_length=500)

    def saying(self) -> Saying:
        """As `casewright.service.reviews.say` takes it."""
        given = {name: GivenAnswer(one.answer, one.quote) for name, one in self.answers.items()}
        return Saying(self.word, self.reason, given)


class WithdrawalForm(Strict):
    """Why a verdict is taken back; may be left out."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "I meant the next one."}]})

    reason: Words = ""
