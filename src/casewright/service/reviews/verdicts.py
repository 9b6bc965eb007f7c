"""Verdicts as they are kept, appended one after the other, and which of them stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, insert, select
from sqlalchemy.engine import Row

from casewright.service.reviews.contracts import GivenAnswer, Verdict, Word
from casewright.service.store import tables

__all__ = [
    "LABELS",
    "WITHDRAW",
    "Panel",
    "append_verdict",
    "panel_of",
    "read_panels",
    "text_of_answers",
    "to_answers",
    "word_as_kept",
]

WITHDRAW, LABELS = "withdraw", "labels"
"""What a row's word may be beside accept, reject and override: a verdict taken back, and answers from a sheet."""
Meant = Literal["accept", "reject"]


@dataclass(frozen=True, slots=True)
class Panel:
    """All that was said of an item, oldest first; ``standing`` is by person, in the order in which they spoke."""

    said: tuple[Verdict, ...] = ()
    standing: tuple[Verdict, ...] = ()

    def of(self, who: str) -> Verdict | None:
        """The verdict of a person that stands."""
        return next((one for one in self.standing if one.who == who), None)

    def seen_by(self, who: str) -> bool:
        """Whether this person has ever judged it, and so was shown what others said."""
        return any(one.who == who for one in self.said)

    @property
    def raters(self) -> tuple[Verdict, ...]:
        """Verdicts of raters, without an adjudication."""
        return tuple(one for one in self.standing if not one.adjudicates)

    @property
    def adjudication(self) -> Verdict | None:
        return next((one for one in self.standing if one.adjudicates), None)

    def without(self, who: str) -> Panel:
        """As if this person's verdict were taken back."""
        return replace(self, standing=tuple(one for one in self.standing if one.who != who))


def panel_of(rows: Sequence[Row[Any]]) -> Panel:
    """The panel of one item's rows, in their order."""
    said: list[Verdict] = []
    standing: dict[str, Verdict] = {}
    for row in rows:
        standing.pop(row.who, None)
        if row.word != WITHDRAW:
            said.append(_verdict(row))
            standing[row.who] = said[-1]
    return Panel(tuple(said), tuple(standing.values()))


def read_panels(
    connection: Connection, project: str, items: Sequence[tuple[str, str]]
) -> Mapping[tuple[str, str], Panel]:
    """The panels of some items; one that nobody judged is empty."""
    table = tables.verdicts
    found: dict[tuple[str, str], list[Row[Any]]] = {item: [] for item in items}
    for run in {run for run, _ in items}:
        samples = [sample for own, sample in items if own == run]
        where = (table.c.project == project, table.c.run == run, table.c.sample.in_(samples), table.c.word != LABELS)
        for row in connection.execute(select(table).where(*where).order_by(table.c.sequence)):
            found[run, row.sample].append(row)
    return {item: panel_of(rows) for item, rows in found.items()}


def append_verdict(connection: Connection, **values: Any) -> int:
    """Appends a row; its sequence."""
    made = connection.execute(insert(tables.verdicts).values(**values).returning(tables.verdicts.c.sequence))
    return int(made.scalar_one())


def word_as_kept(word: Word, meant: Meant) -> str:
    """An override says which way it went."""
    return f"override:{meant}" if word == "override" else word


def text_of_answers(answers: Mapping[str, GivenAnswer]) -> str:
    """As JSON; quotations are offsets, so that no word of a report is in it."""
    plain = {
        name: {"answer": one.answer, "quote": list(one.quote) if one.quote else None, "hash": one.hash}
        for name, one in answers.items()
    }
    return json.dumps(plain)


def to_answers(text: str) -> dict[str, GivenAnswer]:
    """What `text_of_answers` was given."""
    found = json.loads(text)
    return {
        name: GivenAnswer(one["answer"], tuple(one["quote"]) if one["quote"] else None, one["hash"])
        for name, one in found.items()
    }


def _verdict(row: Row[Any]) -> Verdict:
    word, _, way = row.word.partition(":")
    return Verdict(
        sequence=row.sequence,
        who=row.who,
        word=word,
        outcome=way or word,
        reason=row.reason,
        answers=to_answers(row.answers),
        adjudicates=bool(row.adjudicates),
        blind=bool(row.blind),
        at=row.at,
    )
