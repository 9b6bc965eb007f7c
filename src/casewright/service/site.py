"""What every route works with: made once a process, handed to routes by `site_of`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from casewright.runs.workplace import Workplace
from casewright.service.background import Background
from casewright.service.evaluating import Evaluator
from casewright.service.jobs.hub import EventHub
from casewright.service.keys import KeyRing
from casewright.service.keys.admission import Admission
from casewright.service.ledgers import Ledgers
from casewright.service.profiles import Profiles
from casewright.service.store import Database
from casewright.settings import Settings
from casewright.settings.serving import Serving

__all__ = ["Site", "SiteOf", "site_of"]


@dataclass
class Site:
    """The parts of a service process. Nothing in it belongs to one request.

    Args:
        place: Ledger, settings file, reference, overlays and certificates, as workers have them.
        settings: The settings file, read.
        database: Keys, jobs, reviews and audit.
        ledgers: The ledger of each project.
        profiles: The casts that requests may name.
        hub: Events of runs, read once for all who listen.
        evaluator: Evaluates single reports, in a thread of its own.
        secret: What keys and sessions are hashed with.
    """

    place: Workplace
    settings: Settings
    database: Database
    ledgers: Ledgers
    profiles: Profiles
    hub: EventHub
    evaluator: Evaluator
    secret: bytes = field(repr=False)
    draining: asyncio.Event = field(default_factory=asyncio.Event)
    background: Background = field(default_factory=Background)
    keys: KeyRing = field(init=False, repr=False)
    """Who is who."""
    admission: Admission = field(default_factory=Admission, init=False, repr=False)
    """How often and how much at once."""
    unpriced: set[str] = field(default_factory=set, init=False)
    """Profiles of which a model answered at a price that isn't known: no key limited in dollars may ask them again."""

    def __post_init__(self) -> None:
        self.keys = KeyRing(self.database, self.secret)

    @property
    def serving(self) -> Serving:
        return self.settings.service

    async def close(self) -> None:
        """Lets go of everything."""
        await self.background.close()
        await self.hub.close()
        await self.evaluator.close()
        await self.profiles.close()
        await self.ledgers.close()
        self.database.close()


def site_of(request: Request) -> Site:
    """The site of the process that serves this request."""
    site: Site = request.app.state.site
    return site


SiteOf = Annotated[Site, Depends(site_of)]
