"""What people answered to criteria: with their verdicts, and on sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.engine import Row

from casewright.exams.labels import Label
from casewright.ledger.protocol import Ledger
from casewright.service.reviews.contracts import GivenAnswer
from casewright.service.reviews.verdicts import LABELS, panel_of, to_answers
from casewright.service.store import tables

__all__ = ["Answered", "labels_of", "read_answered", "report_id"]

VERDICTS = tables.verdicts


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of one person. ``blind`` as in `casewright.service.reviews.Verdict`; answers on sheets are."""

    run: str
    sample: str
    who: str
    criterion: str
    given: GivenAnswer
    blind: bool


def report_id(run: str, sample: str) -> str:
    """How labels call a sample."""
    return f"{run}/{sample}"


def read_answered(connection: Connection, project: str, run: str | None = None) -> list[Answered]:
    """The answers that stand: those of verdicts that were not taken back, and of sheets; the latest of each person."""
    where = [VERDICTS.c.project == project, *([VERDICTS.c.run == run] if run else [])]
    by_item: dict[tuple[str, str], list[Row[Any]]] = {}
    for row in connection.execute(select(VERDICTS).where(*where).order_by(VERDICTS.c.sequence)):
        by_item.setdefault((row.run, row.sample), []).append(row)
    return [found for item, rows in by_item.items() for found in _of_item(item, rows)]


async def labels_of(ledger: Ledger, answered: Iterable[Answered]) -> list[Label]:
    """The labels that answers make; those about a sample whose text is gone are left out."""
    records: dict[tuple[str, str], Mapping[str, Any] | None] = {}
    found = []
    for one in answered:
        place = (one.run, one.sample)
        if place not in records:
            records[place] = await _record(ledger, *place)
        record = records[place]
        if record is not None:
            found.append(_label(one, record))
    return found


def _of_item(item: tuple[str, str], rows: Sequence[Row[Any]]) -> list[Answered]:
    found: dict[tuple[str, str], tuple[int, Answered]] = {}
    said = panel_of([row for row in rows if row.word != LABELS]).standing
    given = [(one.sequence, one.who, one.answers, one.blind) for one in said]
    given += [(row.sequence, row.who, to_answers(row.answers), True) for row in rows if row.word == LABELS]
    for sequence, who, answers, blind in sorted(given, key=lambda one: one[0]):
        for name, answer in answers.items():
            found[who, name] = (sequence, Answered(*item, who, name, answer, blind))
    return [one for _, one in found.values()]


async def _record(ledger: Ledger, run: str, sample: str) -> Mapping[str, Any] | None:
    record = await ledger.record(run, sample)
    return None if record is None or record.get("text") is None or record.get("masked") else record


def _label(one: Answered, record: Mapping[str, Any]) -> Label:
    text, quote = record["text"], one.given.quote
    return Label(
        report_id(one.run, one.sample),
        text,
        one.who,
        one.criterion,
        one.given.answer,
        **{name: record[name] for name in ("code", "system", "kind", "language")},
        quote=text[quote[0] : quote[1]] if quote else "",
        criterion_hash=one.given.hash,
    )
