"""A critic answers: each report once, with all that is wanted of it; what goes wrong becomes a typed failure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace

from casewright.agents.evidence import verified
from casewright.agents.protocol import Critic
from casewright.agents.recorded import asking_again, recording
from casewright.errors import ModelFailure
from casewright.exams.response import Question, Response
from casewright.graphs.parts import Resolver
from casewright.types import Cost, Vote, VoteFailure

__all__ = ["AT_ONCE", "Meter", "Progress", "sit_questions", "unwatched"]

AT_ONCE = 8
"""Reports under review at the same time; models keep limits of their own."""
Progress = Callable[[int, int], None]
"""Told how many of how many questions are answered."""
Place = tuple[str, str, str]
"""Where a report comes from, its id, and the code that it is judged as."""
Review = Callable[[Place, Sequence[Question]], Coroutine[None, None, None]]


@dataclass
class Meter:
    """What the calls of an exam add up to, those answered from its ledger too."""

    cost: Cost = field(default_factory=Cost)

    def add(self, cost: Cost) -> None:
        one, usd = self.cost, None
        if one.usd is not None or cost.usd is not None:
            usd = (one.usd or 0.0) + (cost.usd or 0.0)
        self.cost = Cost(
            calls=one.calls + cost.calls,
            prompt_tokens=one.prompt_tokens + cost.prompt_tokens,
            completion_tokens=one.completion_tokens + cost.completion_tokens,
            seconds=one.seconds + cost.seconds,
            usd=usd,
            thought_tokens=one.thought_tokens + cost.thought_tokens,
        )


def unwatched(done: int, total: int) -> None:
    """Nobody watches."""


async def sit_questions(
    critic: Critic,
    questions: Sequence[Question],
    resolve: Resolver,
    progress: Progress = unwatched,
    *,
    replicate: int = 0,
    meter: Meter | None = None,
    at_once: int = AT_ONCE,
) -> list[Response]:
    """The critic's answer to every question, in the questions' order.

    Args:
        critic: Whoever sits.
        questions: Those about one report under one code are put together, with the rubric cut down to them.
        resolve: Gives the rubric of a (system, code, kind).
        progress: Told how far it is.
        replicate: From 1 on it is another asking of the same, with calls of its own.
        meter: Adds up what it cost.
        at_once: Reports under review at the same time.

    Raises:
        PausedError: no call can be answered now, or the budget is spent. Recorded calls are kept, so that the same
            exam goes on where it stopped.
    """
    groups: dict[Place, list[Question]] = {}
    for one in questions:
        groups.setdefault(_place(one), []).append(one)
    room, done = asyncio.Semaphore(at_once), 0
    answers: dict[Place, Mapping[str, Vote | VoteFailure]] = {}

    async def review(place: Place, group: Sequence[Question]) -> None:
        nonlocal done
        async with room:
            answers[place] = await _reviewed(critic, group, resolve, replicate, meter or Meter())
        done += len(group)
        progress(done, len(questions))

    await _all(review, groups)
    return [Response(one, answers[_place(one)][one.criterion.id], replicate) for one in questions]


def _place(question: Question) -> Place:
    item = question.item
    return item.base.origin, item.id, item.code


async def _all(review: Review, groups: Mapping[Place, Sequence[Question]]) -> None:
    """All at once; the first that can't go on ends the others."""
    try:
        async with asyncio.TaskGroup() as tasks:
            for place, group in groups.items():
                tasks.create_task(review(place, group))
    except BaseExceptionGroup as stopped:
        raise stopped.exceptions[0] from None


async def _reviewed(
    critic: Critic, group: Sequence[Question], resolve: Resolver, replicate: int, meter: Meter
) -> Mapping[str, Vote | VoteFailure]:
    item = group[0].item
    with recording(item.id) as kept:
        try:
            if replicate:
                with asking_again(replicate, replicate + 1):
                    votes = await _votes(critic, group, resolve)
            else:
                votes = await _votes(critic, group, resolve)
        finally:
            meter.add(kept.cost)
    return votes


async def _votes(critic: Critic, group: Sequence[Question], resolve: Resolver) -> Mapping[str, Vote | VoteFailure]:
    """By criterion. As in the gate, an answer that no words of the report show is no answer."""
    item, case = group[0].item, group[0].item.base.case
    wanted = tuple(one.criterion for one in group)
    rubric = replace(resolve(case.system, item.code, case.kind), criteria=wanted)
    try:
        heard = await critic.review(item.report, rubric, case.person.age)
    except ModelFailure as failure:
        return {one.id: VoteFailure(critic.name, one.id, failure.kind, str(failure)) for one in wanted}
    own = {vote.criterion: vote for vote in reversed(heard) if vote.critic == critic.name}
    silence = "the critic had nothing to say on this criterion"
    return {
        one.id: verified(own[one.id], item.report)
        if one.id in own
        else VoteFailure(critic.name, one.id, "no_vote", silence)
        for one in wanted
    }
