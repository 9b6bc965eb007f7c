"""A run judged again under other rubrics, critics or certificates, with nothing written again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casewright.agents.parrot import ParrotWriter
from casewright.agents.past_writer import PastWriter
from casewright.agents.protocol import Writer
from casewright.agents.recorded import recording
from casewright.errors import UsageError
from casewright.graphs.gate import RECURSION_LIMIT, build_gate
from casewright.graphs.parts import Parts
from casewright.graphs.state import GateState
from casewright.ledger.protocol import Ledger, OrderRow, SampleRow
from casewright.measures.diversity import AcceptedTable
from casewright.models.families import family_of
from casewright.overlays import overlaid
from casewright.runs.assembly import Cast, judging_of, kept_certificates, parts_of
from casewright.runs.commit import commit_decision
from casewright.runs.digest import digest_of
from casewright.runs.finishing import figures_of, used_by
from casewright.runs.kept_figures import keep_figures
from casewright.runs.records import build_record
from casewright.runs.rounds import standings
from casewright.types import Outcome, Reason, Record, Report
from casewright.wire import from_json, to_json

__all__ = ["Change", "Rejudged", "Rejudging"]

FOUND = (
    "decision", "gated_by", "marks", "certificates", "fidelity", "facts", "diversity", "privacy", "seal", "rubric",
    "models", "wording_share", "cost",
)  # fmt: skip
"""Fields of a record that a judging finds; the others are what was written."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sample that another judging decides otherwise, and why."""

    sample: str
    code: str
    before: Outcome
    after: Outcome
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Rejudged:
    """What a judging makes of a run, beside the one it is held against."""

    judging: str
    against: str
    records: tuple[Record, ...]
    changes: tuple[Change, ...]
    undecided: int
    by_person: int
    """Samples that a person decided under the earlier judging: their word stays there and is not carried over."""
    summary: dict[str, Any] = field(default_factory=dict)


@dataclass
class Rejudging:
    """Judges a run's stored texts again.

    Args:
        cast: Who judges now; its writer is not asked.
        ledger: The run's ledger.
        run: The run's id.
        progress: Told of each sample that was judged.
    """

    cast: Cast
    ledger: Ledger
    run: str
    progress: Callable[[str], None] = lambda sample: None

    async def look(self) -> Rejudged:
        """What would be decided; nothing is stored but the answers of models, which are paid for once.

        Raises:
            UsageError: the run has no sample that was decided.
        """
        with overlaid(self.cast.overlays):
            return await self._look()

    async def keep(self, found: Rejudged) -> None:
        """Appends the decisions of a judging. A sample that has one stays as it is, so a stopped call goes on."""
        with overlaid(self.cast.overlays):
            certificates = kept_certificates(self.cast)
        await self.ledger.keep_certificates(self.run, certificates)
        orders = await self.ledger.orders(self.run)
        await keep_figures(self.ledger, self.run, found.summary, self.cast.resolve, orders)
        rows = {row.planned.id: row for row in await self.ledger.samples(self.run, found.judging)}
        for record in found.records:
            if rows[record.id].decision is None:
                stored = to_json(record)
                changed = {name: stored[name] for name in FOUND}
                await self.ledger.rejudge(self.run, record.id, record.decision, changed)

    async def _look(self) -> Rejudged:
        orders, rows = await self.ledger.orders(self.run), await self.ledger.samples(self.run)
        decided = [row for row in rows if row.decision is not None and row.has_record]
        if not decided:
            raise UsageError(f"run {self.run!r} has no sample that was decided")
        keys = dict.fromkeys((row.order["system"], row.order["code"], row.order["kind"]) for row in orders)
        judging = judging_of(self.cast, [self.cast.resolve(*key) for key in keys])
        stored = [await self._stored(row) for row in decided]
        cast = replace(self.cast, writer=_writer(stored, self.cast))
        parts = parts_of(cast, judging, self.ledger, self.run)
        judged = [await self._judged(record, parts, orders) for record in stored]
        records = _committed(judged, orders, self._floor(), judging)
        changes = tuple(_changes(stored, records))
        by_person = sum(record.decision.by == "person" for record in stored)
        against = stored[0].decision.judging
        summary = await self._summary(records, decided, orders, parts, len(rows) - len(decided))
        return Rejudged(judging, against, records, changes, len(rows) - len(decided), by_person, summary)

    async def _stored(self, row: SampleRow) -> Record:
        assert row.decision is not None  # noqa: S101 - only decided rows are asked for
        found = await self.ledger.record(self.run, row.planned.id, row.decision.judging)
        return replace(from_json(Record, found), decision=row.decision)

    async def _judged(self, record: Record, parts: Parts, orders: Sequence[OrderRow]) -> Record:
        """The record as the gate judges its text now; without a text there is nothing to judge."""
        self.progress(record.id)
        if record.text is None:
            return replace(record, decision=replace(record.decision, judging=parts.judging))
        level = next((str(row.order["level"]) for row in orders if row.id == record.order), "sufficient")
        graph: Any = build_gate(parts).compile()
        with recording(record.id) as kept:
            ended = await graph.ainvoke(_start(record, level), {"recursion_limit": RECURSION_LIMIT})
            found = build_record(ended, parts, self.run, kept)
        models = {**record.models, **found.models}
        return replace(found, history=record.history, attempts=record.attempts, models=models, seed=record.seed)

    def _floor(self) -> float:
        index = self.cast.reference
        return index.novelty_floor if index else self.cast.settings.screen.novelty_floor

    async def _summary(
        self,
        records: Sequence[Record],
        rows: Sequence[SampleRow],
        orders: Sequence[OrderRow],
        parts: Parts,
        undecided: int,
    ) -> dict[str, Any]:
        by_id = {record.id: record.decision for record in records}
        judged = [replace(row, decision=by_id[row.planned.id]) for row in rows]
        used = await used_by(self.ledger, self.run, rows)
        stand = standings(orders, judged)
        told = await figures_of(self.run, parts.judging, digest_of(records), orders, stand, used, parts)
        return {**told, "undecided": undecided}


def _writer(records: Sequence[Record], cast: Cast) -> Writer:
    name = next((record.models["writer"] for record in records if "writer" in record.models), "unknown")
    if name == ParrotWriter.name:
        return ParrotWriter()
    return PastWriter(name, family_of(name, cast.settings.judging.families))


def _start(record: Record, level: str) -> GateState:
    """The state in which the gate is entered behind the writer: the stored text with its case and its screening."""
    report = Report(record.text or "", record.sections, record.language, record.kind, masked=record.masked)
    target = {"system": record.system, "code": record.code, "kind": record.kind, "language": record.language}
    screened = None if record.privacy is None else to_json(replace(record.privacy, phi=()))
    start: GateState = {
        "sample": record.id,
        "target": {**target, "level": level},
        "case": to_json(record.case) if record.case else None,
        "report": to_json(report),
        "overlap": screened,
        "attempt": record.attempts or 1,
    }
    return start


def _committed(records: Sequence[Record], orders: Sequence[OrderRow], floor: float, judging: str) -> tuple[Record, ...]:
    """Novelty and full orders, in sample order, as at the end of a round."""
    known, left = AcceptedTable(), {row.id: row.n for row in orders}
    found = []
    for record in records:
        if record.decision.outcome != "accepted":
            found.append(record)
            continue
        decision, measured = commit_decision(record, known, left, judging, floor)
        found.append(replace(record, decision=decision, diversity=measured))
    return tuple(found)


def _changes(before: Sequence[Record], after: Sequence[Record]) -> list[Change]:
    return [
        Change(new.id, new.code, old.decision.outcome, new.decision.outcome, new.decision.reasons)
        for old, new in zip(before, after, strict=True)
        if old.decision.outcome != new.decision.outcome
    ]
