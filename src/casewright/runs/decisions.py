"""What people decide of samples, at any time: events with who and why, and orders that stay exactly full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from casewright.errors import UnknownNameError, UsageError
from casewright.ledger.protocol import Ledger, SampleRow
from casewright.runs.withdrawing import WITHDRAWN, before_people, is_withdrawal, was_decided
from casewright.types import Decision, Outcome, Reason, Record
from casewright.wire import from_json

__all__ = [
    "WITHDRAWN",
    "WORDS",
    "Decided",
    "Ruling",
    "Word",
    "decide_samples",
    "keep_orders_full",
    "record_decision",
]

Word = Literal["accept", "reject", "withdraw"]
WORDS: tuple[Word, ...] = ("accept", "reject", "withdraw")
FULL = "order_full"
LONGEST = 2000
MOST_LISTED = 10
MOST_NAMED = 1000
"""Samples that an unknown one is compared with."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person says of a sample. ``place`` is where it stands in a file, for messages."""

    sample: str
    word: Word
    who: str
    why: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a ruling: ``outcome`` stands now; ``sequence`` is the event's, or ``None`` where the same person
    had said the same before and nothing was appended."""

    ruling: Ruling
    before: Outcome | None
    outcome: Outcome
    sequence: int | None


async def record_decision(ledger: Ledger, run: str, sample: str, word: Word, *, who: str, why: str) -> Decided:
    """One decision of a person on one sample; see `decide_samples`."""
    return (await decide_samples(ledger, run, [Ruling(sample, word, who, why)]))[0]


async def decide_samples(ledger: Ledger, run: str, rulings: Sequence[Ruling]) -> tuple[Decided, ...]:
    """Appends what people decided; all of it is checked before any of it is written.

    A person's word stands over the seal's and the gate's, under the judging that is in force. What is accepted when
    its order is full becomes surplus; an acceptance taken back makes its order short, which the run's next start fills.
    ``withdraw`` takes back what people said of a sample: the outcome that stood before any of them stands again, or
    surplus, if that was an acceptance and its order is full by now. The same word of the same person for the same
    reason again appends nothing, and no more does a second withdrawal.

    Raises:
        UsageError: a ruling has no person or no reason, a word that isn't known, a sample that isn't there or stands
            twice, or one without a text to decide on; is to be accepted though copied passages are masked in it; or to
            be withdrawn though nobody decided.
    """
    in_force = await ledger.judging(run)
    rows = await _rows(ledger, run, rulings, in_force)
    if len(rulings) == 1 and rulings[0].sample not in rows:
        known = await ledger.page(run, in_force, limit=MOST_NAMED)
        raise UnknownNameError("sample", rulings[0].sample, (row.planned.id for row in known))
    _refuse(_faults(rulings, rows))
    found = [await _look(ledger, run, ruling, rows[ruling.sample]) for ruling in rulings]
    judging = in_force or next((one.record.decision.judging for one in found if one.record), "")
    _refuse([wrong for one in found for wrong in _unfit(one, judging)])
    left = await _room(ledger, run, judging)
    done = tuple([await _append(ledger, run, one, judging, left) for one in found])
    turned = await keep_orders_full(ledger, run, judging)
    return tuple(replace(one, outcome="surplus") if one.ruling.sample in turned else one for one in done)


async def keep_orders_full(ledger: Ledger, run: str, judging: str) -> tuple[str, ...]:
    """Turns into surplus what was accepted beyond what an order wants, and returns the ids.

    Two who decide in the same moment can both find the last place free. The last in sample order give way, those that
    no person accepted first.
    """
    over = {order: -left for order, left in (await _room(ledger, run, judging)).items() if left < 0}
    if not over:
        return ()
    limit = sum(tally.samples for tally in await ledger.tallies(run, judging))
    rows = await ledger.page(run, judging, limit=limit, outcomes=["accepted"], orders=list(over))
    found: list[str] = []
    for order, excess in over.items():
        own = [row for row in rows if row.planned.order == order]
        own.sort(key=lambda row: row.decision is not None and row.decision.by != "person")  # stable: people's first
        for row in own[-excess:]:
            why = Reason("person", "its order was filled in the same moment", target=FULL)
            await ledger.decide(run, row.planned.id, Decision("surplus", "operator", judging, (why,)))
            found.append(row.planned.id)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A ruling with what is known of its sample."""

    ruling: Ruling
    row: SampleRow
    record: Record | None
    decisions: Sequence[tuple[int, Decision]]


async def _rows(ledger: Ledger, run: str, rulings: Sequence[Ruling], judging: str | None) -> dict[str, SampleRow]:
    """The samples that are there, of those that are ruled on: a run may have very many."""
    found = {name: await ledger.sample(run, name, judging) for name in {ruling.sample for ruling in rulings}}
    return {name: row for name, row in found.items() if row is not None}


async def _look(ledger: Ledger, run: str, ruling: Ruling, row: SampleRow) -> _Looked:
    decisions = await ledger.decisions(run, ruling.sample) if ruling.word == "withdraw" else ()
    return _Looked(ruling, row, await _record(ledger, run, row), decisions)


def _refuse(wrong: Sequence[str]) -> None:
    if wrong:
        more = f"; and {len(wrong) - MOST_LISTED} more" if len(wrong) > MOST_LISTED else ""
        raise UsageError(f"nothing was decided: {'; '.join(wrong[:MOST_LISTED])}{more}")


def _faults(rulings: Sequence[Ruling], rows: Mapping[str, SampleRow]) -> list[str]:
    """What is wrong with the rulings themselves, all of it at once."""
    seen: set[str] = set()
    wrong = []
    for ruling in rulings:
        why = _fault(ruling, rows) or (f"sample {ruling.sample!r} stands twice" if ruling.sample in seen else "")
        seen.add(ruling.sample)
        wrong += [_at(ruling, why)] if why else []
    return wrong


def _fault(ruling: Ruling, rows: Mapping[str, SampleRow]) -> str:
    if ruling.sample not in rows:
        return f"unknown sample {ruling.sample!r}"
    if ruling.word not in WORDS:
        return f"unknown decision {ruling.word!r}; allowed are {', '.join(WORDS)}"
    for name, value in (("who", ruling.who.strip()), ("why", ruling.why.strip())):
        if not value or len(value) > LONGEST:
            return f"{name} is {'missing' if not value else f'longer than {LONGEST} characters'}"
    return ""


def _unfit(one: _Looked, judging: str) -> list[str]:
    """Whether there is a text to decide on, and what is said of it may be done at all."""
    ruling, row, record = one.ruling, one.row, one.record
    if record is None or record.text is None:
        still = "it is still worked on" if row.decision is None else f"it ended as {row.decision.outcome} without one"
        return [_at(ruling, f"sample {ruling.sample!r} has no text to decide on: {still}")]
    if record.masked and ruling.word == "accept":
        return [_at(ruling, f"sample {ruling.sample!r} can't be accepted: passages that copy are masked in its text")]
    if ruling.word == "withdraw" and not was_decided(one.decisions, judging):
        return [_at(ruling, f"nobody decided on sample {ruling.sample!r}: there is nothing to withdraw")]
    return []


def _at(ruling: Ruling, why: str) -> str:
    return f"{ruling.place}: {why}" if ruling.place else why


async def _record(ledger: Ledger, run: str, row: SampleRow) -> Record | None:
    stored = await ledger.record(run, row.planned.id) if row.has_record else None
    return None if stored is None else from_json(Record, stored)


async def _room(ledger: Ledger, run: str, judging: str) -> dict[str, int]:
    """How many each order still wants, below zero where it has more."""
    accepted = {tally.order: tally.outcomes.get("accepted", 0) for tally in await ledger.tallies(run, judging)}
    return {row.id: row.n - accepted.get(row.id, 0) for row in await ledger.orders(run)}


async def _append(ledger: Ledger, run: str, one: _Looked, judging: str, left: dict[str, int]) -> Decided:
    ruling, before, order = one.ruling, one.row.decision, one.row.planned.order
    was = before.outcome if before else None
    if was is not None and ruling.word == "withdraw" and is_withdrawal(before):
        return Decided(ruling, was, was, None)
    held = was == "accepted"
    outcome = _outcome(one, judging, room=held or left[order] > 0)
    decision = Decision(outcome, "person", judging, _reasons(ruling, outcome), ruling.who.strip())
    if decision == before:
        return Decided(ruling, was, outcome, None)
    left[order] += held - (outcome == "accepted")
    sequence = await ledger.decide(run, ruling.sample, decision)
    return Decided(ruling, was, outcome, sequence)


def _outcome(one: _Looked, judging: str, *, room: bool) -> Outcome:
    """What a ruling comes to; ``room`` says whether its order can take one more."""
    if one.ruling.word == "reject":
        return "rejected"
    if one.ruling.word == "withdraw" and one.record is not None:
        found = before_people(one.decisions, judging, one.record.decision.outcome)
        if found != "accepted":
            return found
    return "accepted" if room else "surplus"


def _reasons(ruling: Ruling, outcome: Outcome) -> tuple[Reason, ...]:
    withdrawn = ruling.word == "withdraw"
    said = Reason("person", ruling.why.strip(), target=WITHDRAWN if withdrawn else None)
    if outcome != "surplus":
        return (said,)
    return said, Reason("person", "accepted when its order was full", target=FULL)
