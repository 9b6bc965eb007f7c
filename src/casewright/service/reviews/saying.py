"""Verdicts taken, and taken back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from sqlalchemy import Connection

from casewright.exams.labels.label import ANSWERS
from casewright.graphs.screening import screen_value
from casewright.rubrics import Criterion
from casewright.service.auditing import note
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.profiles import DEFAULT
from casewright.service.reviews.asking import criteria_of
from casewright.service.reviews.contracts import WORDS, GivenAnswer, ItemState, Said, Saying
from casewright.service.reviews.identity import known_ids
from casewright.service.reviews.indexing import index_sample
from casewright.service.reviews.item import TURNED, is_blind, words_for
from casewright.service.reviews.locking import drop_seat, seats_of, take_seat
from casewright.service.reviews.rows import take_turn, turn_item
from casewright.service.reviews.settling import ending_of, settle_item, state_of
from casewright.service.reviews.subject import Subject
from casewright.service.reviews.verdicts import (
    WITHDRAW,
    Panel,
    append_verdict,
    read_panels,
    text_of_answers,
    word_as_kept,
)
from casewright.service.site import Site

__all__ = ["checked_answer", "say", "screened", "withdraw"]

LONGEST = 2000
ACCEPTED = "read and accepted"
"""The reason of an acceptance for which none was given."""
NONE = "{}"


async def say(site: Site, caller: Principal, run: str, sample: str, saying: Saying) -> Said:
    """Takes the caller's verdict; one that the caller gave before is replaced. The caller's seat is given back.

    With one rater it decides at once. Of two who agree the decision names both; two who differ go to a third, whose
    word decides.

    Raises:
        Problem: not-found; conflict, where it is settled or two others have judged it; unusable, for a word, reason,
            criterion or quotation that can't be; locked, where all seats are others'.
    """
    known_ids(run, sample)
    subject = await index_sample(site, caller.project, run, sample)
    if subject is None:
        raise Problem("not-found", "no such item")
    given = await _checked(site, subject, saying)
    state = await site.database.run(lambda connection: _take(connection, site, caller, subject, given))
    await note(site.database, caller, "review.say", f"{run}/{sample}", word=given.word)
    return await _said(site, caller, run, sample, state)


async def withdraw(site: Site, caller: Principal, run: str, sample: str, reason: str = "") -> Said:
    """Takes the caller's verdict back; what it decided is undone, and the item is open again.

    Raises:
        Problem: not-found; conflict, where the caller has no verdict that stands.
    """
    known_ids(run, sample)
    why = await screened(site, reason.strip()[:LONGEST])
    state = await site.database.run(lambda connection: _take_back(connection, site, caller, run, sample, why))
    await note(site.database, caller, "review.withdraw", f"{run}/{sample}")
    return await _said(site, caller, run, sample, state)


async def screened(site: Site, words: str) -> str:
    """What a person wrote, with whatever copies the reference corpus masked."""
    if not words:
        return words
    reference = await asyncio.to_thread(site.profiles.reference, DEFAULT)
    found: str = await asyncio.to_thread(screen_value, words, reference)
    return found


async def _said(site: Site, caller: Principal, run: str, sample: str, state: ItemState) -> Said:
    place = (run, sample)
    outcome = await settle_item(site, caller.project, run, sample) if state == "settling" else None
    panel = (await site.database.read(lambda connection: read_panels(connection, caller.project, [place])))[place]
    ended = state_of(panel, site.serving.raters) if state == "settling" else state
    return Said(panel.of(caller.name), ended, outcome)


async def _checked(site: Site, subject: Subject, saying: Saying) -> Saying:
    """The verdict as it may be kept."""
    reason = saying.reason.strip()
    if saying.word not in WORDS:
        raise Problem("unusable", f"word is one of {', '.join(WORDS)}")
    if not reason and saying.word != "accept":
        raise Problem("unusable", "a rejection or an override needs a reason")
    if len(reason) > LONGEST:
        raise Problem("unusable", f"reason has at most {LONGEST} characters")
    asked = await asyncio.to_thread(criteria_of, subject.record, site.profiles.overlays())
    criteria = {item.id: item for item in asked}
    length = len(subject.record["text"])
    answers = {name: checked_answer(one, criteria.get(name), length) for name, one in saying.answers.items()}
    return replace(saying, reason=await screened(site, reason or ACCEPTED), answers=answers)


def checked_answer(given: GivenAnswer, criterion: Criterion | None, length: int) -> GivenAnswer:
    """An answer with the hash of the wording that was answered.

    Args:
        given: As a person gave it.
        criterion: What was asked; ``None`` where nothing of its name is.
        length: Of the report, in code points.

    Raises:
        Problem: unusable.
    """
    if criterion is None:
        raise Problem("unusable", "answers are by the ids of criteria that the report's rubric asks")
    if given.answer not in ANSWERS:
        raise Problem("unusable", f"an answer is one of {', '.join(ANSWERS)}")
    if given.quote is not None and not 0 <= given.quote[0] < given.quote[1] <= length:
        raise Problem("unusable", "a quotation is [start, end] in code points, inside the report's text")
    return replace(given, hash=criterion.hash)


def _take(connection: Connection, site: Site, caller: Principal, subject: Subject, given: Saying) -> ItemState:
    """Keeps the verdict; what becomes of the item by it."""
    run, sample = subject.row["run"], subject.row["sample"]
    row, panel = _at(connection, caller, run, sample)
    raters, blind = site.serving.raters, is_blind(site, row.state, panel, caller.name)
    allowed = words_for(row.state, panel, caller.name, raters=raters, blind=blind, machine=subject.machine.outcome)
    if not allowed:
        raise Problem("conflict", "it was judged by others meanwhile; nothing is left to say of it")
    if given.word not in allowed:
        raise Problem("unusable", f"what may be said of it now is {', '.join(allowed)}")
    own = panel.of(caller.name)
    if own is None:
        take_seat(connection, site, caller, run, sample, seats=seats_of(row.state, panel, raters))
    third = row.state == "split" and (own is None or own.adjudicates)
    _append(connection, caller, subject, given, third=third, blind=blind)
    drop_seat(connection, caller, run, sample)
    return _turned(connection, caller, run, sample, row.state, raters)


def _append(
    connection: Connection, caller: Principal, subject: Subject, given: Saying, *, third: bool, blind: bool
) -> None:
    meant: Literal["accept", "reject"]
    meant = TURNED[subject.machine.outcome] if given.word == "override" else given.word  # type: ignore[assignment]
    append_verdict(
        connection,
        **_place(caller, subject.row["run"], subject.row["sample"]),
        word=word_as_kept(given.word, meant),
        reason=given.reason,
        answers=text_of_answers(given.answers),
        adjudicates=third,
        blind=blind,
    )


def _take_back(connection: Connection, site: Site, caller: Principal, run: str, sample: str, why: str) -> ItemState:
    row, panel = _at(connection, caller, run, sample)
    own = panel.of(caller.name)
    if own is None:
        raise Problem("conflict", "there is no verdict of yours to take back")
    values = {"word": WITHDRAW, "reason": why, "answers": NONE, "adjudicates": own.adjudicates, "blind": False}
    append_verdict(connection, **_place(caller, run, sample), **values)
    return _turned(connection, caller, run, sample, row.state, site.serving.raters)


def _turned(
    connection: Connection, caller: Principal, run: str, sample: str, before: ItemState, raters: int
) -> ItemState:
    """Where the item stands by what was said now; ``settling`` where the ledger has to be told."""
    panel = read_panels(connection, caller.project, [(run, sample)])[run, sample]
    told = ending_of(panel, raters) is not None or before in ("settled", "settling")
    state: ItemState = "settling" if told else state_of(panel, raters)
    turn_item(connection, caller.project, run, sample, state)
    return state


def _at(connection: Connection, caller: Principal, run: str, sample: str) -> tuple[Any, Panel]:
    row = take_turn(connection, caller.project, run, sample)
    if row is None:
        raise Problem("not-found", "no such item")
    return row, read_panels(connection, caller.project, [(run, sample)])[run, sample]


def _place(caller: Principal, run: str, sample: str) -> Mapping[str, Any]:
    who = {"key": caller.key, "who": caller.name}
    return {"project": caller.project, "run": run, "sample": sample, **who, "at": time.time()}
