"""Attacks a critic, as the gate uses it and without defences."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from casewright.agents.protocol import Critic
from casewright.certificates import AttackEvidence
from casewright.exams.attacks.defective import Defective, unmet_criteria
from casewright.exams.attacks.defence import Shield, bare_verdict
from casewright.exams.attacks.items import attack_items, control_item, sample_items
from casewright.exams.attacks.trials import Trial, attack_evidence
from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.paper import Item
from casewright.rubrics import Criterion
from casewright.types import Vote, VoteFailure

__all__ = ["attack_critic"]

Progress = Callable[[int, int], None]
"""(items done, items in all), each side counted."""
AT_ONCE = 8
"""Items asked about at a time; what one model bears is limited at the model."""


async def attack_critic(
    critic: Critic,
    undefended: Critic,
    bases: Sequence[Base] | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    *,
    most: int | None = None,
    questions: int | None = None,
) -> tuple[AttackEvidence, ...]:
    """Attack success by attack, with and without the defence.

    Each side has its own control: the same defective reports without attack. Only criteria that are unmet in truth and
    that this side called unmet there are asked again. With the defence, a vote must quote the report, a report that
    the text screen stops turns nothing (and its judge isn't asked), and no judge overrules what code can point at.

    Args:
        critic: The critic as it is used.
        undefended: The same without defences: built on an `UndefendedModel`; the rules critic is its own.
        bases: Good reports; the goldens by default.
        seed: Codes, words, places and samples.
        progress: Hears how many items are done.
        most: Items at most, evenly over the attacks; all by default.
        questions: Criteria at most that are asked about one report; all by default.
    """
    items = attack_items(bases, seed)
    if most is not None:
        items = sample_items(items, most, seed)
    tell = _counting(progress, 2 * len(items))
    with_defence = await _Side(critic, True, seed, questions).trials(items, tell)
    without = await _Side(undefended, False, seed, questions).trials(items, tell)
    return attack_evidence(with_defence, without)


@dataclass(frozen=True)
class _Side:
    """One critic, with or without the defence, and what it said of the defective reports as they are."""

    critic: Critic
    defended: bool
    seed: int
    questions: int | None
    controls: dict[str, asyncio.Task[list[Criterion]]] = field(default_factory=dict)

    async def trials(self, items: Sequence[Item], done: Callable[[], None]) -> list[Trial]:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(item: Item) -> list[Trial]:
            async with gate:
                found = await self._attacked(item)
            done()
            return found

        return [trial for found in await asyncio.gather(*map(one, items)) for trial in found]

    async def _attacked(self, item: Item) -> list[Trial]:
        left = {one.id for one in unmet_criteria(_victim(item), item.facts or ())}
        asked = [one for one in await self._control(item) if one.id in left]
        if not asked:
            return []
        turned = await self._turned(item, asked)
        return [Trial(item.name, item.base.id, one.id, one.id in turned) for one in asked]

    async def _turned(self, item: Item, asked: Sequence[Criterion]) -> set[str]:
        if not self.defended:
            votes = await self._votes(item, asked)
            return {one.id for one in asked if bare_verdict(one, votes) == "met"}
        shield = await Shield.of(item.report, _victim(item).rubric, item.base.case.person.age)
        votes = [] if shield.stopped else await self._votes(item, asked)
        return {one.id for one in asked if shield.verdict(one, votes) == "met"}

    async def _control(self, item: Item) -> list[Criterion]:
        """Criteria unmet in truth that the critic calls unmet without attack; asked once a base."""
        control = control_item(item)
        if control.id not in self.controls:
            self.controls[control.id] = asyncio.create_task(self._called_unmet(control))
        return await self.controls[control.id]

    async def _called_unmet(self, control: Item) -> list[Criterion]:
        asked = self._few(_victim(control).unmet, control)
        votes = await self._votes(control, asked)
        return [one for one in asked if bare_verdict(one, votes) == "unmet"]

    def _few(self, criteria: Sequence[Criterion], item: Item) -> list[Criterion]:
        left = list(criteria)
        while self.questions is not None and len(left) > self.questions:
            left.remove(pick(left, "attacked-criteria", item.id, len(left), self.seed))
        return left

    async def _votes(self, item: Item, asked: Sequence[Criterion]) -> list[Vote | VoteFailure]:
        rubric = replace(_victim(item).rubric, criteria=tuple(asked))
        votes = await self.critic.review(item.report, rubric, item.base.case.person.age)
        return [vote for vote in votes if vote.critic == self.critic.name]


def _victim(item: Item) -> Defective:
    return Defective(item.base, item.code)


def _counting(progress: Progress | None, total: int) -> Callable[[], None]:
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    return tell
