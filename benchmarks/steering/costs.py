"""What steering costs: CPU a sample and a round, bytes in a request."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from time import process_time

from casewright.agents.composition import compose, sentences
from casewright.runs.steering import Outlook
from casewright.testing.played_run import JUDGING, PASSED, RUN, World
from casewright.types import Case, Order

__all__ = ["render_costs"]


def render_costs() -> Iterator[str]:
    """200 reports of the parrot writer, accepted one and all."""
    looks, steers, samples = asyncio.run(_costs())
    yield f"- {samples} reports, {len(looks)} looks: {1000 * sum(looks) / samples:.2f} ms of CPU a report, "
    yield f"  {1000 * max(looks):.0f} ms the longest look; a steer is {max(steers)} bytes at most."


async def _costs() -> tuple[list[float], list[int], int]:
    world = await World([Order("F32.1", 200)], lambda case, planned: PASSED, write=_parrot).open()
    steering, looks, sizes = world.steering(), [], [0]
    look = steering.look

    async def timed() -> Outlook:
        began = process_time()
        found = await look()
        looks.append(process_time() - began)
        sizes.extend(len(json.dumps(steer)) for own in found.steers.values() for steer in own)
        return found

    steering.look = timed  # type: ignore[method-assign]
    world.steering = lambda: steering  # type: ignore[method-assign]
    await world.play()
    return looks, sizes, len(await world.ledger.samples(RUN, JUDGING))


def _parrot(case: Case) -> str:
    told = sentences(case, case.seed % 97)
    return compose(case, {name: " ".join(lines) for name, lines in told.items()}).text
