"""One judge agent for one aspect of a rubric: it has its own prompt, and answers one question a call or all in one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from casewright.agents.enclosure import enclose
from casewright.agents.evidence import find_quote
from casewright.agents.prompts import render
from casewright.agents.rulings import Ruling, read_ruling, read_rulings, ruling_schema, rulings_schema
from casewright.errors import ModelFailure
from casewright.hashing import content_hash
from casewright.models.protocol import Message, Model, ModelReply, ModelRequest
from casewright.models.thoughts import thinks
from casewright.rubrics import Criterion
from casewright.types import Aspect, Report, Vote, VoteFailure

__all__ = ["ANSWER_TOKENS", "THOUGHT_TOKENS", "AspectJudge"]

ANSWER_TOKENS = 400
"""Room for one ruling; a house choice, about twice what a reason and a quotation take."""
THOUGHT_TOKENS = 4096
"""Further room for a model that thinks before it answers, and for a reply that was cut off; a house choice. Thoughts
that take more are no answer."""
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class AspectJudge:
    """Asks a model about one aspect. Its votes bear the model's name."""

    model: Model
    aspect: Aspect
    seed: int = 0

    async def one(self, report: Report, criterion: Criterion) -> Vote | VoteFailure:
        """One question in one call."""
        try:
            ruling = await self._ask(self._request(report, [criterion], ruling_schema()), read_ruling)
        except ModelFailure as failure:
            return self._failure(criterion, failure.kind, str(failure))
        return self._vote(report, criterion, ruling)

    async def together(self, report: Report, criteria: Sequence[Criterion]) -> Sequence[Vote | VoteFailure]:
        """Several questions in one call, shuffled so that none is always first; a failed call fails them all."""
        dice = content_hash([self.seed, report.text])
        shuffled = sorted(criteria, key=lambda item: content_hash([dice, item.id]))
        names = [item.id for item in shuffled]
        try:
            found = await self._ask(
                self._request(report, shuffled, rulings_schema(names)), lambda reply: read_rulings(reply, names)
            )
        except ModelFailure as failure:
            return [self._failure(item, failure.kind, str(failure)) for item in criteria]
        return [self._told(report, item, found) for item in criteria]

    def _told(self, report: Report, criterion: Criterion, found: Mapping[str, Ruling]) -> Vote | VoteFailure:
        if criterion.id not in found:
            return self._failure(criterion, "omitted", "the reply leaves this question out")
        return self._vote(report, criterion, found[criterion.id])

    def _vote(self, report: Report, criterion: Criterion, ruling: Ruling) -> Vote | VoteFailure:
        quote = find_quote(report, ruling.quote)
        if ruling.answer in ("present", "absent") and quote is None:
            said = "the quotation is not in the report" if ruling.quote.strip() else "nothing is quoted"
            return self._failure(criterion, "unquoted", f"answered {ruling.answer}, but {said}")
        silent = ruling.answer == "not_mentioned"
        searched = tuple(part.id for part in report.sections) if silent else ()
        quotes = (quote,) if quote and not silent else ()
        return Vote(self.model.name, criterion.id, "text", ruling.answer, ruling.reason, quotes, searched)

    def _failure(self, criterion: Criterion, kind: str, message: str) -> VoteFailure:
        return VoteFailure(self.model.name, criterion.id, kind, message)

    async def _ask(self, request: ModelRequest, read: Callable[[ModelReply], Found]) -> Found:
        """The reading of a reply, after one second call where the first can't be used: with more room where it was
        cut off, else told what was wrong. A refusal and a server's fault are not asked again here."""
        try:
            reply = await self.model.complete(request)
        except ModelFailure as failure:
            if failure.kind != "truncated":
                raise
            return read(await self.model.complete(_with_room(request)))
        try:
            return read(reply)
        except ModelFailure as failure:
            again = _with_room(request) if failure.kind == "truncated" else _repairing(request, reply, failure)
        return read(await self.model.complete(again))

    def _request(self, report: Report, criteria: Sequence[Criterion], schema: Mapping[str, Any]) -> ModelRequest:
        system = render("judge_system", aspect=render(f"judge_{self.aspect}"), schema=_json(schema))
        questions = "\n".join(_question(item, report) for item in criteria)
        closing = "Answer this question." if len(criteria) == 1 else "Answer each question, in this order."
        asked = render("judge_questions", report=enclose(report.text, self.seed), questions=questions, closing=closing)
        messages = (Message("system", system), Message("user", asked))
        tokens = ANSWER_TOKENS * len(criteria) + (THOUGHT_TOKENS if thinks(self.model.name) else 0)
        return ModelRequest(messages, tokens, seed=self.seed, json_schema=schema)


def _question(criterion: Criterion, report: Report) -> str:
    """The question as data: nothing of a rubric is read as a template or stands outside its quotes."""
    told = {
        "criterion": criterion.id,
        "question": criterion.asks.get(report.language) or criterion.asks["en"],
        "guidance": criterion.guidance.get(report.language) or criterion.guidance.get("en"),
        "examples": {name: list(texts) for name, texts in criterion.examples.items() if texts},
    }
    return _json({name: value for name, value in told.items() if value})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _with_room(request: ModelRequest) -> ModelRequest:
    return replace(request, max_tokens=request.max_tokens + THOUGHT_TOKENS)


def _repairing(request: ModelRequest, reply: ModelReply, failure: ModelFailure) -> ModelRequest:
    said = Message("assistant", reply.text[:2000])
    return replace(
        request, messages=(*request.messages, said, Message("user", render("judge_repair", fault=str(failure))))
    )
