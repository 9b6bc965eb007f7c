"""A run with made-up records in a ledger: for tests of whatever reads a run, without a gate or a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from casewright.ledger.protocol import Ledger, OrderRow, PlannedSample, RunRow
from casewright.types import (
    Case,
    Decision,
    Diversity,
    Fact,
    Fidelity,
    Outcome,
    Person,
    Privacy,
    Reason,
    Record,
    RubricRef,
    Section,
)
from casewright.wire import to_json

__all__ = ["ORDER", "RUN", "keep_run", "made_record"]

RUN, ORDER, JUDGING = "made-up", "F32.1-en-progress-000000", "first"
TEXT = "Mood is low for {n} weeks. She sleeps little and sees few friends; she denies any elation."
TOLD: dict[Outcome, tuple[Reason, ...]] = {
    "rejected": (Reason("support", "criterion 'low-mood' is not met", "low-mood", "low-mood"),),
    "needs_review": (Reason("uncovered", "coverage 0.50; 0.70 is needed"),),
    "error": (Reason("model_failure", "no answer before the deadline"),),
}


async def keep_run(ledger: Ledger, outcomes: Sequence[Outcome | None], *, n: int, **changed: Any) -> list[str]:
    """Opens a run of one order that wants ``n``, with a sample for each outcome; returns the samples' ids.

    Args:
        ledger: Where it is kept.
        outcomes: What became of each sample; ``None`` leaves one planned.
        n: Accepted reports wanted.
        **changed: Fields of every record.
    """
    order = {"system": "icd10-who-2019", "code": "F32.1", "language": "en", "kind": "progress", "level": "named"}
    order |= {"comorbidities": [], "targets": {}}  # type: ignore[dict-item]
    await ledger.open_run(RunRow(RUN, {"seed": 3, "max_attempts": 3, "tables": ["t"]}, {}), [OrderRow(ORDER, order, n)])
    planned = [
        PlannedSample(f"{ORDER}-{index:04d}", ORDER, index, 1, {"index": index}) for index in range(len(outcomes))
    ]
    await ledger.add_samples(RUN, planned)
    for claim in await ledger.claim(RUN, "made-up", limit=len(planned), lease_seconds=60):
        outcome = outcomes[claim.planned.index]
        if outcome is None:
            await ledger.release([claim])
        else:
            record = replace(made_record(claim.planned.index, outcome), **changed)
            await ledger.finish(claim, to_json(record), record.decision)
    return [sample.id for sample in planned]


def made_record(index: int, outcome: Outcome = "accepted", *, text: str | None = None) -> Record:
    """A record of the made-up run; an ``error`` has no text."""
    said = None if outcome == "error" else text or TEXT.format(n=index + 2)
    return Record(
        schema=1,
        id=f"{ORDER}-{index:04d}",
        run=RUN,
        order=ORDER,
        seed=index,
        system="icd10-who-2019",
        code="F32.1",
        title="Moderate depressive episode",
        kind="progress",
        language="en",
        synthetic=True,
        text=said,
        sections=() if said is None else (Section("history", 0, len(said)),),
        decision=Decision(outcome, "gate", JUDGING, TOLD.get(outcome, ())),
        gated_by=("facts", "rules"),
        fidelity=Fidelity(0.9, 0.9, 0.95, (), 0.5, ()),
        diversity=Diversity(18 + index, 0.9, None, None, None, {"flesch_reading_ease": 70.0 - index}, novelty=0.8),
        privacy=Privacy(None, None, None, None, None),
        case=_case(index),
        attempts=1 + index % 2,
        models={"writer": "parrot", "critics": "rules"},
        rubric=RubricRef("who:F32.1", "1.0.0", "abc"),
        marks=("gate_uncertified",),
    )


def _case(index: int) -> Case:
    person = Person(30 + index, "female" if index % 2 else "male", "woman" if index % 2 else "man", "she")
    facts = (Fact("f1", "depressed-mood", "history"), Fact("f2", "insomnia", "history", told=bool(index % 3)))
    return Case(
        id=f"c{index}",
        order=ORDER,
        index=index,
        seed=index,
        system="icd10-who-2019",
        code="F32.1",
        comorbidities=(),
        language="en",
        kind="progress",
        person=person,
        facts=facts,
        traits={"severity": "moderate", "course": "untreated", "setting": "primary-care"},
    )
