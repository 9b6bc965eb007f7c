"""Which rubrics there are: read once, and again when a file of an overlay changes."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from casewright.rubrics.listing import Listing, list_rubrics
from casewright.service.profiles import Stamp

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["listing_of"]


async def listing_of(site: Site, system: str, block: str | None = None) -> Listing:
    """The rubrics of a system and what each code goes by. The first time it takes seconds.

    Raises:
        CasewrightError: no such system or place, or a rubric can't be used.
    """
    folders = site.profiles.overlays()
    return await asyncio.to_thread(lambda: _listed(system, block, folders, site.profiles.stamp()))


@lru_cache(maxsize=32)
def _listed(system: str, block: str | None, folders: tuple[Path, ...], stamp: Stamp) -> Listing:
    return list_rubrics(system, block, folders)
