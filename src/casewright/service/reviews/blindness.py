"""What a reviewer must not see elsewhere either, as long as an item is to be judged blindly."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.reviews.indexing import look_again
from casewright.service.site import Site
from casewright.service.store.tables import items, verdicts

__all__ = ["hidden_from", "is_blind", "only_rates", "refuse_raters"]

WAITING = ("open", "split")
INDEX_SECONDS = 5.0


def is_blind(site: Site, caller: Principal) -> bool:
    """Whether the caller reviews, and reviews are blind."""
    return site.serving.blind and caller.may("review")


def only_rates(site: Site, caller: Principal) -> bool:
    """Whether the caller is blind and has no other business with decisions: one who hands in jobs has to read them."""
    return is_blind(site, caller) and not caller.roles & {"submit", "evaluate", "admin"}


def refuse_raters(site: Site, caller: Principal) -> None:
    """What tells of decisions one by one is not for those who only rate.

    Raises:
        Problem: forbidden.
    """
    if only_rates(site, caller):
        raise Problem("forbidden", "while reviews are blind, keys that only review don't see what was decided")


async def hidden_from(site: Site, caller: Principal, run: str, samples: Sequence[str]) -> frozenset[str]:
    """Of these samples, those whose decision and votes the caller may not see yet: items that still want verdicts,
    and have none of the caller's. While the index is behind, whatever it doesn't know is hidden, too.
    """
    if not samples or not is_blind(site, caller):
        return frozenset()
    known = await look_again(site, caller.project, INDEX_SECONDS)
    of_run = (items.c.project == caller.project, items.c.run == run, items.c.sample.in_(samples))
    mine = select(verdicts.c.sample).where(
        verdicts.c.project == caller.project, verdicts.c.run == run, verdicts.c.key == caller.key
    )
    waiting = select(items.c.sample).where(*of_run, items.c.state.in_(WAITING), items.c.sample.not_in(mine))
    hidden = await site.database.read(lambda connection: frozenset(connection.execute(waiting).scalars()))
    if known:
        return hidden
    there = select(items.c.sample).where(*of_run)
    seen = await site.database.read(lambda connection: frozenset(connection.execute(there).scalars()))
    return hidden | (frozenset(samples) - seen)
