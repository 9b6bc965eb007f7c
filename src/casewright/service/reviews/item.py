"""One item, as far as the caller may see it now."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine import Row

from casewright.service.auditing import note
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.records.visible import visible
from casewright.service.reviews.asking import asked_criteria
from casewright.service.reviews.contracts import Item, ItemState, Lock, Verdict, Word
from casewright.service.reviews.identity import known_ids
from casewright.service.reviews.indexing import index_sample
from casewright.service.reviews.locking import Held, held_seats, seats_open
from casewright.service.reviews.rows import read_item
from casewright.service.reviews.subject import Subject
from casewright.service.reviews.verdicts import Panel, read_panels
from casewright.service.site import Site
from casewright.types import Outcome
from casewright.wire import to_json

__all__ = ["TURNED", "is_blind", "item_of", "words_for"]

TOLD = ("schema", "id", "run", "order", "system", "code", "title", "kind", "language", "text", "sections", "rubric")
"""What a blind rater sees of a record."""
TURNED: Mapping[Outcome, str] = {"accepted": "reject", "surplus": "reject", "rejected": "accept"}
"""What an override of these outcomes amounts to."""


async def item_of(site: Site, caller: Principal, run: str, sample: str) -> Item:
    """The item, blind where the settings say so and the caller's own verdict is not in. It takes no lock.

    Raises:
        Problem: not-found.
    """
    known_ids(run, sample)
    subject = await index_sample(site, caller.project, run, sample)
    if subject is None:
        raise Problem("not-found", "no such item")
    row, panel, held = await site.database.read(lambda connection: _kept(connection, caller, run, sample))
    if row is None:
        raise Problem("not-found", "no such item")
    found = await asyncio.to_thread(_item, site, caller, subject, row.state, panel, held)
    await note(site.database, caller, "review.see", f"{run}/{sample}", blind=found.blind)
    return found


def is_blind(site: Site, state: ItemState, panel: Panel, who: str) -> bool:
    """Whether this person must not know what was made of the report."""
    return site.serving.blind and state == "open" and not panel.seen_by(who)


def words_for(
    state: ItemState, panel: Panel, who: str, *, raters: int, blind: bool, machine: Outcome
) -> tuple[Word, ...]:
    """What a person may say of an item: a first verdict, another one in its place, or the one that settles."""
    own = panel.of(who)
    again = own is not None and (state in ("open", "split") or (state == "settled" and raters == 1))
    if not again and not seats_open(state, panel, who, raters):
        return ()
    return ("accept", "reject") if blind or machine not in TURNED else ("accept", "reject", "override")


def _kept(
    connection: Connection, caller: Principal, run: str, sample: str
) -> tuple[Row[Any] | None, Panel, list[Held]]:
    place = (run, sample)
    panel = read_panels(connection, caller.project, [place])[place]
    held = held_seats(connection, caller.project, [place], time.time())[place]
    return read_item(connection, caller.project, run, sample), panel, held


def _item(site: Site, caller: Principal, subject: Subject, state: ItemState, panel: Panel, held: list[Held]) -> Item:
    who, raters = caller.name, site.serving.raters
    blind = is_blind(site, state, panel, who)
    machine = subject.machine.outcome
    shown = _shown(subject, caller, blind=blind)
    record, own = subject.record, panel.of(who)
    mine = next((one for one in held if one.who == who), None)
    return Item(
        run=subject.row["run"],
        sample=subject.row["sample"],
        **{name: record[name] for name in ("code", "system", "title", "kind", "language", "text")},
        state=state,
        blind=blind,
        criteria=asked_criteria(record, site.profiles.overlays(), shown=None if blind else shown),
        record=shown,
        words=words_for(state, panel, who, raters=raters, blind=blind, machine=machine),
        adjudicates=state == "split" and own is None,
        raters=raters,
        verdicts=len(panel.raters),
        own=own,
        others=() if blind else tuple(one for one in panel.standing if one.who != who),
        lock=Lock(subject.row["run"], subject.row["sample"], mine.seat, mine.until) if mine else None,
        locked_by=tuple(one.who for one in held if one.who != who),
        decision=None if blind else shown.get("decision"),
        machine=None if blind else machine,
        history=() if blind else _history(panel),
    )


def _shown(subject: Subject, caller: Principal, *, blind: bool) -> Mapping[str, Any]:
    if blind:
        return {name: subject.record[name] for name in TOLD if name in subject.record}
    standing = {**subject.record, "decision": to_json(subject.sample.decision)}
    return visible(standing, privacy=caller.may("privacy"))


def _history(panel: Panel) -> tuple[Verdict, ...]:
    standing = {one.sequence for one in panel.standing}
    return tuple(one for one in panel.said if one.sequence not in standing)
