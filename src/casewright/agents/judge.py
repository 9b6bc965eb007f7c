"""A judge that answers in JSON: reason, then quotation, then answer. For large models, one agent an aspect."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, get_args

from casewright.agents.aspect_judge import ANSWER_TOKENS, THOUGHT_TOKENS, AspectJudge
from casewright.agents.prompts import prompts_fingerprint
from casewright.agents.recorded import current_replicate
from casewright.hashing import content_hash
from casewright.models.protocol import Model
from casewright.rubrics import ResolvedRubric
from casewright.types import Aspect, Report, Vote, VoteFailure

__all__ = ["Judge"]


@dataclass(frozen=True, slots=True)
class Judge:
    """Has the questions of each aspect answered by that aspect's agent: one a call, or (``ask="aspect"``) all in one.

    Its votes bear the model's name. Whether they decide is said by certificates, never by the judge.
    """

    model: Model
    ask: Literal["criterion", "aspect"] = "criterion"
    seed: int = 0

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def family(self) -> str | None:
        return self.model.family

    @property
    def fingerprint(self) -> str:
        prompts = prompts_fingerprint("judge_", but="judge_letter")
        room = [ANSWER_TOKENS, THOUGHT_TOKENS]
        return content_hash([self.model.fingerprint, "json", self.ask, self.seed, room, prompts])

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Sequence[Vote | VoteFailure]:
        """A vote or a typed failure for each applicable criterion."""
        asked = [item for item in rubric.criteria if item.applies(report.kind, age)]
        if self.ask == "criterion":
            return await asyncio.gather(*(self._agent(item.aspect).one(report, item) for item in asked))
        groups = {aspect: [item for item in asked if item.aspect == aspect] for aspect in get_args(Aspect)}
        calls = (self._agent(aspect).together(report, items) for aspect, items in groups.items() if items)
        return list(chain.from_iterable(await asyncio.gather(*calls)))

    def _agent(self, aspect: Aspect) -> AspectJudge:
        return AspectJudge(self.model, aspect, self.seed + current_replicate())
