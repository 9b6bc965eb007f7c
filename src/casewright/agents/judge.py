"""A judge that answers in JSON: reason, then quotation, then answer. For large models."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casewright.agents.evidence import find_quote
from casewright.agents.prompts import prompts_fingerprint, render
from casewright.errors import ModelFailure
from casewright.hashing import content_hash
from casewright.models.protocol import Message, Model, ModelReply, ModelRequest
from casewright.rubrics import Criterion, ResolvedRubric
from casewright.types import Answer, Report, Vote, VoteFailure

__all__ = ["Judge", "Ruling", "boundary"]


class Ruling(BaseModel):
    """What a judge must reply, in this order."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(max_length=2000)
    quote: str = Field(max_length=2000)
    answer: Answer


SCHEMA: Mapping[str, Any] = Ruling.model_json_schema()


@dataclass(frozen=True)
class Judge:
    """Asks one question a call. Without a certificate its votes advise."""

    model: Model
    gates: bool = False
    seed: int = 0

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def fingerprint(self) -> str:
        return content_hash([self.model.fingerprint, "json", self.seed, prompts_fingerprint("judge_")])

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Sequence[Vote | VoteFailure]:
        """A vote or a typed failure for each applicable criterion."""
        asked = [item for item in rubric.criteria if item.applies(report.kind, age)]
        return await asyncio.gather(*(self._vote(report, item) for item in asked))

    async def _vote(self, report: Report, criterion: Criterion) -> Vote | VoteFailure:
        try:
            ruling = await self._ask(report, criterion)
        except ModelFailure as failure:
            return VoteFailure(self.name, criterion.id, failure.kind, str(failure))
        quote = find_quote(report, ruling.quote)
        if ruling.answer in ("present", "absent") and quote is None:
            return VoteFailure(self.name, criterion.id, "unquoted", "the quotation is not in the report")
        searched = tuple(part.id for part in report.sections) if ruling.answer == "not_mentioned" else ()
        quotes = (quote,) if quote else ()
        return Vote(self.name, criterion.id, "text", ruling.answer, ruling.reason, quotes, searched)

    async def _ask(self, report: Report, criterion: Criterion) -> Ruling:
        request = self._request(report, criterion)
        reply = await self.model.complete(request)
        try:
            return _parse(reply)
        except ModelFailure as failure:
            again = Message("user", render("judge_repair", fault=str(failure)))
            said = Message("assistant", reply.text[:2000])
            return _parse(await self.model.complete(_extended(request, said, again)))

    def _request(self, report: Report, criterion: Criterion) -> ModelRequest:
        guidance = criterion.guidance.get(report.language) or criterion.guidance.get("en") or ""
        question = render(
            "judge_question",
            asks=criterion.asks.get(report.language) or criterion.asks["en"],
            guidance=guidance,
            boundary=boundary(report.text, self.seed),
            report=report.text,
        )
        messages = (Message("system", render("judge_system")), Message("user", question))
        return ModelRequest(messages, 400, seed=self.seed, json_schema=SCHEMA)


def boundary(text: str, seed: int) -> str:
    """A line that the report's author could not have foreseen; equal calls get equal boundaries."""
    return f"=====REPORT {content_hash(['boundary', seed, text], 24)}====="


def _extended(request: ModelRequest, *messages: Message) -> ModelRequest:
    return ModelRequest((*request.messages, *messages), request.max_tokens, seed=request.seed, json_schema=SCHEMA)


def _parse(reply: ModelReply) -> Ruling:
    if reply.finish == "length":
        raise ModelFailure("truncated", "the answer was cut off")
    text = reply.text.strip()
    if text.startswith("```"):
        text = text.strip("`").removeprefix("json").strip()
    try:
        return Ruling.model_validate(json.loads(text))
    except json.JSONDecodeError:
        raise ModelFailure("garbage", "not a JSON object") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise ModelFailure("garbage", f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
