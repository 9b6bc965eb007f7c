"""Side by side: every system on one trial, and the tables of what came out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from benchmarks.overlap.cells import cell
from benchmarks.overlap.copies import CLASSES
from benchmarks.overlap.environment import ask_peer
from benchmarks.overlap.ours import Asked, ask, build, refused, timed
from benchmarks.overlap.trial import Outcome, Trial, judge

from casewright.certificates import Rate
from casewright.measures.privacy import ReferenceNote
from casewright.measures.rates import rate

__all__ = ["PEERS", "WINDOWS", "Column", "by_peers", "by_us", "render_costs", "render_recall"]

PEERS = ("rensa-0.5", "rensa-0.1", "datasketch-0.5", "datasketch-0.1", "tantivy", "rapidfuzz")
WINDOWS = "rapidfuzz"
SAMPLE, SAMPLED_FRESH = 100, 60
"""Notes that rapidfuzz is asked about, with ten queries of each class, and fresh notes; its time is scaled."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a system did: how it was judged, and its costs (seconds of CPU; bytes of the index)."""

    name: str
    outcome: Outcome
    notes: int
    asked: Asked | None = None
    scale: float = 1.0
    """What the seconds of a query are multiplied with."""


def by_us(trial: Trial, boilerplate: Sequence[ReferenceNote] = ()) -> Iterator[Column]:
    """By rank and score, as the peers are judged; and by the screen's verdict at its default limits."""
    began = time.process_time()
    index = build(trial.notes, boilerplate=boilerplate)
    built = time.process_time() - began
    answers, seconds = timed(lambda text: ask(index, text), trial.texts)
    yield Column("ours", judge(trial, answers), len(trial.notes), Asked(built, answers, seconds))
    verdicts, slow = timed(lambda text: refused(index, text), trial.texts)
    yield Column("our screen", _verdict(trial, verdicts), len(trial.notes), Asked(built, answers, slow))


def _verdict(trial: Trial, verdicts: Sequence[tuple[str, ...]]) -> Outcome:
    """Refused at the default limits, whatever the source; false alarms on all fresh notes."""
    said: dict[str, list[bool]] = {}
    for query, verdict in zip(trial.queries, verdicts, strict=False):
        said.setdefault(query.kind, []).append(bool(verdict))
    fresh = [bool(verdict) for verdict in verdicts[len(trial.queries) :]]
    return Outcome(float("nan"), {kind: rate(sum(one), len(one)) for kind, one in said.items()},
                   rate(sum(fresh), len(fresh)))  # fmt: skip


def by_peers(trial: Trial, python: Path, systems: Sequence[str] = PEERS) -> Iterator[Column]:
    for system in systems:
        chosen = _sample(trial) if system == WINDOWS else trial
        told = ask_peer(python, system, [note.text for note in chosen.notes], chosen.texts)
        answers = [one and (chosen.notes[one[0]].row, one[1]) for one in told.answers]
        scale = len(trial.notes) / len(chosen.notes)
        yield Column(system, judge(chosen, answers), len(chosen.notes), replace(told, answers=answers), scale)


def _sample(trial: Trial) -> Trial:
    """Ten queries of each class, some fresh notes, and the sources among as many notes as make up the sample."""
    chosen = [query for kind in CLASSES for query in [one for one in trial.queries if one.kind == kind][:10]]
    wanted = {min(query.right) for query in chosen}
    rest = [note for note in trial.notes if note.row not in wanted]
    extra = rest[:: max(1, len(rest) // max(1, SAMPLE - len(wanted)))]
    rows = wanted | {note.row for note in extra[: max(0, SAMPLE - len(wanted))]}
    return Trial(trial.name, [note for note in trial.notes if note.row in rows], chosen, trial.fresh[:SAMPLED_FRESH])


def render_recall(columns: Sequence[Column]) -> Iterator[str]:
    """Recall by class, with the 95 % Wilson interval."""
    yield f"| n a class | {' | '.join(_counts(column) for column in columns)} |"
    yield f"| --- |{' --- |' * len(columns)}"
    for kind in CLASSES:
        yield f"| {kind} | {' | '.join(cell(column.outcome.recall[kind]) for column in columns)} |"
    yield f"| false alarms | {' | '.join(cell(column.outcome.alarms) for column in columns)} |"


def _counts(column: Column) -> str:
    found: Mapping[str, Rate] = column.outcome.recall
    return f"{column.name} (n = {next(iter(found.values())).n}; {column.outcome.alarms.n} fresh)"


def render_costs(columns: Sequence[Column]) -> Iterator[str]:
    yield "| system | notes | build CPU s | index bytes a note | query CPU ms p50 | p95 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for column in columns:
        if column.asked is None:
            continue
        low, high = np.percentile(column.asked.seconds, (50, 95)) * 1000 * column.scale
        size = column.asked.bytes
        told = "–" if size is None else f"{size / column.notes:.0f}"
        name = column.name + (f", scaled by {column.scale:.0f}" if column.scale != 1 else "")
        yield f"| {name} | {column.notes:,} | {column.asked.build:.1f} | {told} | {low:.2f} | {high:.2f} |"
