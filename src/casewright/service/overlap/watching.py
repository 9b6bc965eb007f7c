"""Holds a key without the privacy role to so many comparisons an hour, and notes repeats that are near-identical.

Pass or fail is an answer too: whoever sends a text again and again with a word changed can find out by it which words
stand in the corpus. Repeats are noted, not refused: an honest writer mends a report in the same way.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select

from casewright.measures.privacy.index.fingerprints import Fingerprinter
from casewright.service.auditing import noted
from casewright.service.keys.secret import derived
from casewright.service.overlap.sketching import Sketch, bands_of, likeness, parsed, sketch_of, text_of
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.store import alone
from casewright.service.store.tables import bands, sketches

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["ALIKE", "KEPT_SECONDS", "checked_overlap"]

ALIKE = 0.7
"""The Jaccard of runs of four words from which on two texts are near-identical: in 200 words, eight changed."""
KEPT_SECONDS = 30 * 86_400.0
HOUR = 3600.0
MOST_LOOKED_AT = 200
"""Earlier texts that one is held against: the latest that share a band."""


async def checked_overlap(site: Site, caller: Principal, texts: Sequence[str]) -> None:
    """Counts texts that are about to be compared with the corpus; the texts go nowhere but through a keyed hash.

    Raises:
        Problem: overlap-limited; none of them was counted.
        StorageError: it can't be counted now, so nothing may be compared.
    """
    if caller.may("privacy") or not texts:
        return
    found = await asyncio.to_thread(_sketches, site.secret, texts)
    most = site.serving.overlap_checks_per_hour
    await site.database.run(lambda connection: _count(connection, caller, found, most))


def _sketches(secret: bytes, texts: Sequence[str]) -> list[Sketch | None]:
    hashes = Fingerprinter(derived(secret, "sketches"))
    return [sketch_of(text, hashes) for text in texts]


def _count(connection: Connection, caller: Principal, found: Sequence[Sketch | None], most: int) -> None:
    alone(connection, "overlap", caller.project)
    now = time.time()
    _forget(connection, now)
    _refuse_above(connection, caller, len(found), most, now)
    repeats = [repeat for one in found if (repeat := _keep(connection, caller, one, now)) is not None]
    if repeats:
        others = sum(key != caller.key for key in repeats)
        noted(connection, caller, "overlap.near_identical", texts=len(repeats), of_other_keys=others)


def _refuse_above(connection: Connection, caller: Principal, more: int, most: int, now: float) -> None:
    of_key = (sketches.c.project == caller.project, sketches.c.key == caller.key, sketches.c.at > now - HOUR)
    count = select(func.count(), func.min(sketches.c.at)).where(*of_key)
    known, oldest = connection.execute(count).one()
    if known + more <= most:
        return
    told = f"a key without the role privacy may have {most} reports an hour compared with the reference corpus"
    wait = str(max(1, int((oldest or now) + HOUR - now)))
    raise Problem("overlap-limited", told, headers={"Retry-After": wait}, allowed=most)


def _keep(connection: Connection, caller: Principal, sketch: Sketch | None, now: float) -> str | None:
    """Keeps a sketch; the key that sent a near-identical text before, if one did."""
    names = bands_of(sketch) if sketch is not None else []
    before = _alike(connection, caller, sketch, names) if sketch is not None else None
    row = {"project": caller.project, "key": caller.key, "at": now}
    text = text_of(sketch) if sketch is not None else ""
    kept = connection.execute(insert(sketches).values(**row, sketch=text).returning(sketches.c.sequence)).scalar_one()
    if names:
        rows = [{"project": caller.project, "band": name, "sketch": kept} for name in names]
        connection.execute(insert(bands), rows)
    return before


def _alike(connection: Connection, caller: Principal, sketch: Sketch, names: Sequence[str]) -> str | None:
    near = select(bands.c.sketch).where(bands.c.project == caller.project, bands.c.band.in_(names))
    asked = select(sketches.c.key, sketches.c.sketch).where(sketches.c.sequence.in_(near))
    for row in connection.execute(asked.order_by(sketches.c.sequence.desc()).limit(MOST_LOOKED_AT)):
        if likeness(sketch, parsed(row.sketch)) >= ALIKE:
            return str(row.key)
    return None


def _forget(connection: Connection, now: float) -> None:
    old = select(sketches.c.sequence).where(sketches.c.at < now - KEPT_SECONDS)
    connection.execute(delete(bands).where(bands.c.sketch.in_(old)))
    connection.execute(delete(sketches).where(sketches.c.at < now - KEPT_SECONDS))
