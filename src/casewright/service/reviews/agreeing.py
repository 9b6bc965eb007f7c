"""How far raters agree who had not seen each other's verdicts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.engine import Row

from casewright.exams.labels import Label, agreement
from casewright.service.principal import Principal
from casewright.service.reviews.contracts import ReviewAgreement, Verdict
from casewright.service.reviews.verdicts import LABELS, panel_of
from casewright.service.site import Site
from casewright.service.store import tables
from casewright.types import Answer

__all__ = ["agreement_of"]

VERDICTS = tables.verdicts
SAID: dict[str, Answer] = {"accept": "present", "reject": "absent"}
"""Agreement is figured on answers, by name alone: any two names do."""


async def agreement_of(site: Site, caller: Principal, run: str | None = None) -> ReviewAgreement:
    """Agreement on the items of the caller's project, or of one run of it.

    Of each person the first verdict on an item counts, if it was given blind; adjudications don't.
    """
    rows = await site.database.read(lambda connection: _rows(connection, caller.project, run))
    return await asyncio.to_thread(_agreed, rows)


def _agreed(rows: Sequence[Row[Any]]) -> ReviewAgreement:
    first = list(_first(rows))
    words = [_label(item, one.who, "verdict", SAID[one.outcome]) for item, one in first]
    answers = [_label(item, one.who, name, given.answer) for item, one in first for name, given in one.answers.items()]
    people: dict[tuple[str, str], set[str]] = {}
    for item, one in first:
        people.setdefault(item, set()).add(one.who)
    return ReviewAgreement(agreement(words), agreement(answers), sum(len(who) > 1 for who in people.values()))


def _first(rows: Sequence[Row[Any]]) -> Iterator[tuple[tuple[str, str], Verdict]]:
    by_item: dict[tuple[str, str], list[Row[Any]]] = {}
    for row in rows:
        by_item.setdefault((row.run, row.sample), []).append(row)
    for item, own in by_item.items():
        seen: set[str] = set()
        for one in panel_of(own).said:
            if one.who not in seen and one.blind and not one.adjudicates:
                yield item, one
            seen.add(one.who)


def _label(item: tuple[str, str], who: str, criterion: str, answer: Answer) -> Label:
    return Label("/".join(item), "", who, criterion, answer)


def _rows(connection: Connection, project: str, run: str | None) -> Sequence[Row[Any]]:
    where = [VERDICTS.c.project == project, VERDICTS.c.word != LABELS, *([VERDICTS.c.run == run] if run else [])]
    return connection.execute(select(VERDICTS).where(*where).order_by(VERDICTS.c.sequence)).all()
