"""Resolved rubrics, kept by their hash, so that whoever pinned one can read it after it was changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from casewright.icd10 import table
from casewright.rubrics import ResolvedRubric
from casewright.service.problems import Problem
from casewright.service.store.tables import rubrics
from casewright.wire import to_json

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["as_told", "keep_rubrics", "kept_rubric", "resolved_rubric"]


async def resolved_rubric(site: Site, system: str, code: str, kind: str) -> dict[str, Any]:
    """What is asked of a document of this kind under a code now; kept by its hash.

    Raises:
        CasewrightError: no such code, kind or system; or a rubric can't be used.
    """
    found = await asyncio.to_thread(_resolve, site, system, code, kind)
    await keep_rubrics(site, [found])
    return as_told(found)


async def kept_rubric(site: Site, name: str) -> dict[str, Any]:
    """The rubric of a hash: one that was asked for, or that a job was judged by.

    Raises:
        Problem: none of this hash was kept.
    """
    asked = select(rubrics.c.body).where(rubrics.c.hash == name)
    body = await site.database.read(lambda on: on.execute(asked).scalar_one_or_none())
    if body is None:
        raise Problem("not-found", "no rubric of this hash was kept; ask for it by its code first")
    found: dict[str, Any] = json.loads(body)
    return found


async def keep_rubrics(site: Site, found: Iterable[ResolvedRubric]) -> None:
    """Keeps rubrics by their hash; those that are kept stay as they are."""
    by_hash = {rubric.hash: rubric for rubric in found}
    known = select(rubrics.c.hash).where(rubrics.c.hash.in_(by_hash))
    kept = await site.database.read(lambda on: set(on.execute(known).scalars()))
    new = [(name, json.dumps(as_told(rubric))) for name, rubric in by_hash.items() if name not in kept]
    for name, body in new:
        await site.database.run(lambda on, name=name, body=body: _keep(on, name, body))  # type: ignore[misc]


def as_told(found: ResolvedRubric) -> dict[str, Any]:
    """As it is answered: with hashes and its title, and without where files lie on this machine."""
    told: dict[str, Any] = to_json(found)
    for one, criterion in zip(told["criteria"], found.criteria, strict=True):
        one["hash"] = criterion.hash
        one["applies"] = criterion.applies(found.kind, None)
    for origin in (*told["sources"], *(one["origin"] for one in (*told["criteria"], *told["differential"]))):
        origin["file"] = PurePath(origin["file"]).name
    titles = {language: table(found.system).title(found.code, language).text for language in ("en", "es")}
    return {"hash": found.hash, "title": titles, **told}


def _resolve(site: Site, system: str, code: str, kind: str) -> ResolvedRubric:
    return site.profiles.resolve(system, table(system).normalise(code), kind)


def _keep(on: Connection, name: str, body: str) -> None:
    with on.begin_nested() as point:
        try:
            on.execute(insert(rubrics).values(hash=name, body=body))
        except IntegrityError:  # somebody kept the same in the same moment
            point.rollback()
