"""Opens what a service process needs, from the place that its workers have."""

from __future__ import annotations

import asyncio

from casewright.runs.workplace import Workplace
from casewright.service.evaluating import Evaluator
from casewright.service.jobs.hub import EventHub
from casewright.service.ledgers import Ledgers
from casewright.service.profiles import Profiles
from casewright.service.site import Site
from casewright.service.store import Database

__all__ = ["open_site"]


async def open_site(place: Workplace, *, secret: bytes | None = None) -> Site:
    """The site of this process. Keep it to one event loop, and `Site.close` it at the end.

    Args:
        place: Where the runs are, and what is at hand to rebuild their casts.
        secret: What keys and sessions are hashed with; by default the site's own.

    Raises:
        SettingsError: the settings file can't be used, or no secret is at hand.
        StorageError: the database can't be opened now.
    """
    from casewright.service.keys import site_secret

    settings = await asyncio.to_thread(place.settings)
    if secret is None:
        secret = await asyncio.to_thread(site_secret, place.ledger)
    database = await asyncio.to_thread(Database.beside, place.ledger)
    ledgers, profiles = Ledgers(place.ledger), Profiles(place, settings)
    return Site(
        place=place,
        settings=settings,
        database=database,
        ledgers=ledgers,
        profiles=profiles,
        hub=EventHub(ledgers),
        evaluator=Evaluator(profiles, ledgers),
        secret=secret,
    )
