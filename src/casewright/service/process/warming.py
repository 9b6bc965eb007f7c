"""What the first requests would wait seconds for is read before they come: rubrics, matchers, word lists."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress

from casewright.agents.rules_critic import RulesCritic
from casewright.measures.diversity import measure_diversity
from casewright.overlays import overlaid
from casewright.plans import fingerprint
from casewright.runs.assembly import judging_of
from casewright.runs.cast import cast_of
from casewright.service.pages.views.rubric_tree import rubric_tree
from casewright.service.profiles import Profiles
from casewright.service.rubrics.listing import listing_of
from casewright.service.site import Site
from casewright.settings import Settings
from casewright.types import Report

__all__ = ["warm_up"]

SYSTEM, CODE, KIND = "icd10-who-2019", "F32.1", "intake"
NOTE = "She reports low mood for three weeks and sleeps badly. No plans to harm herself."


async def warm_up(site: Site) -> None:
    """Does what first requests do, piece by piece beside those that come; no model is asked and nothing is written.

    Whatever can't be read now is left to the request that needs it, and its error. Cancelled, it begins no further
    piece, and what is going on ends with the process.
    """
    profiles = site.profiles
    await _beside(lambda: _judge(profiles))
    await _beside(lambda: rubric_tree(SYSTEM, profiles.overlays()))
    await _beside(lambda: measure_diversity(NOTE, "en"))
    with suppress(Exception):
        await listing_of(site, SYSTEM)


async def _beside(piece: Callable[[], object]) -> None:
    """In a thread of its own that nobody waits for at the end, unlike those of the loop's pool."""
    loop, done = asyncio.get_running_loop(), asyncio.Event()

    def work() -> None:
        with suppress(Exception):
            piece()
        with suppress(RuntimeError):  # the loop was closed meanwhile
            loop.call_soon_threadsafe(done.set)

    threading.Thread(target=work, name="warm-up", daemon=True).start()
    await done.wait()


def _judge(profiles: Profiles) -> None:
    """By code alone: a profile's critics may be models."""
    with overlaid(profiles.overlays()):
        rubric = profiles.resolve(SYSTEM, CODE, KIND)
        judging_of(cast_of(Settings(), writer=None, overlays=profiles.overlays()), [rubric])
        fingerprint()
        asyncio.run(RulesCritic().review(Report(NOTE, (), "en", KIND), rubric, None))
