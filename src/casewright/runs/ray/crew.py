"""The actors of one run: hired, hired anew when they die, drained, and let go."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

from casewright.errors import CasewrightError, PausedError
from casewright.ledger import open_ledger
from casewright.runs.ray.hands import Hands

if TYPE_CHECKING:
    from casewright.runs.drain import Drain
    from casewright.runs.workplace import Workplace

__all__ = ["MOST_DEATHS", "Crew"]

MOST_DEATHS = 5
"""Deaths in a row, between which not one sample was finished, after which no actor is hired any more."""
LETTING_GO = 10.0
"""Seconds in which actors give back what they hold, before they are killed; leases do the rest."""
UNTIL_OVER = 10 * 365 * 24 * 3600.0
"""Grace of an actor: how long it really has, the driver's drain knows."""
AT_ONCE = 4
"""Methods of an actor that run side by side: its work, and what it is told meanwhile."""


@dataclass
class Crew:
    """Actors around `Workplace.work`; nothing of what they find out passes through here."""

    ray: ModuleType
    run: str
    workplace: Workplace
    actors: int
    deaths: int = 0
    """Since a sample was last finished."""
    finished: int = 0
    _at_work: dict[int, Any] = field(default_factory=dict)
    _told: list[Any] = field(default_factory=list)
    """What actors were told; kept, since Ray forgets a call whose reference is dropped."""

    async def work(self, drain: Drain) -> None:
        """Keeps every place filled until each actor has ended in peace, or this is cancelled.

        Raises:
            CasewrightError: what an actor's work raised.
            PausedError: actors die before they finish anything.
        """
        self.finished = await self._count()
        places = [asyncio.create_task(self._fill(place, drain)) for place in range(self.actors)]
        foreman = asyncio.create_task(self._pass_on(drain))
        try:
            await asyncio.gather(*places)
        finally:
            foreman.cancel()
            await self._let_go(places)

    async def _fill(self, place: int, drain: Drain) -> None:
        """Keeps one actor at work."""
        errors = self.ray.exceptions
        while not drain.draining:
            self._at_work[place] = hands = self._hire()
            try:
                await hands.work.remote(self.workplace, self.run)
            except errors.RayActorError as death:
                await self._count_death(_last_words(death))
            except errors.RayTaskError as failure:
                if isinstance(failure.cause, CasewrightError):
                    raise failure.cause from None
                raise
            else:
                return

    def _hire(self) -> Any:
        actor = self.ray.remote(Hands)
        return actor.options(num_cpus=1, max_concurrency=AT_ONCE, scheduling_strategy="SPREAD").remote()

    async def _count_death(self, why: str) -> None:
        finished = await self._count(died=why)
        self.deaths = 1 if finished > self.finished else self.deaths + 1
        self.finished = finished
        if self.deaths >= MOST_DEATHS:
            raise PausedError(f"Ray's actors died {self.deaths} times and finished nothing in between; last: {why}")

    async def _count(self, *, died: str = "") -> int:
        """How many samples are through the gate; notes a death, if there was one."""
        ledger = open_ledger(self.workplace.ledger, project=self.workplace.project)
        try:
            if died:
                await ledger.note(self.run, "actor_died", {"why": died})
            tallies = await ledger.tallies(self.run)
            return sum(tally.states.get(state, 0) for tally in tallies for state in ("passed", "decided"))
        finally:
            await ledger.close()

    async def _pass_on(self, drain: Drain) -> None:
        await drain
        self._tell("drain", UNTIL_OVER)
        await drain.over()
        self._tell("abort")

    def _tell(self, what: str, *given: float) -> None:
        self._told += [getattr(hands, what).remote(*given) for hands in self._at_work.values()]

    async def _let_go(self, places: list[asyncio.Task[None]]) -> None:
        """Actors give back what they hold; then they go."""
        self._tell("abort")
        await asyncio.wait(places, timeout=LETTING_GO)
        for place in places:
            place.cancel()
        await asyncio.gather(*places, return_exceptions=True)
        for hands in self._at_work.values():
            self.ray.kill(hands)


def _last_words(death: Exception) -> str:
    """Why an actor died, in a line; Ray's guesses at common causes are left out."""
    told = " ".join(str(death).split())
    found = re.search(r"Worker exit type: .*?(?= Some common causes|$)", told)
    return (found[0] if found else told)[:300]
