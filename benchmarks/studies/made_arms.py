"""Arms of fictional reports in any number, as folders of exports: four writers' and the parrot's, on the same cases.

A few cases of each code go through the gate. The others borrow a record of their code: their case and text are their
own, their verdicts are not. For timing that is the same.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from casewright.agents.composition import compose, sentences
from casewright.agents.recorded import recording
from casewright.graphs.gate import RECURSION_LIMIT, build_gate
from casewright.graphs.state import GateState
from casewright.plans import CaseRequest, draw_case
from casewright.runs.assembly import cast_of, parts_of
from casewright.runs.exporting.files import FILES
from casewright.runs.orders import order_rows
from casewright.runs.records import build_record
from casewright.settings import load_settings
from casewright.types import Case, Order
from casewright.wire import to_json

CODES = ("F20.0", "F32.1", "F41.1", "F43.1", "F60.31", "F10.2", "F31.1", "F33.1")
ARMS: Mapping[str, tuple[str, int, float, float]] = {
    "large-loop": ("test/large", 3, 0.7, 0.02),
    "large-once": ("test/large", 1, 0.45, 0.02),
    "small-loop": ("test/small", 3, 0.3, 0.15),
    "small-once": ("test/small", 1, 0.15, 0.15),
    "parrot": ("parrot", 1, 0.85, 0.0),
}
"""Writer, drafts allowed, share accepted, and share of sentences that it leaves out."""
COST = {"prompt_tokens": 1200, "completion_tokens": 150, "seconds": 2.5, "usd": 0.0}
GATED = 3
"""Cases of each code that go through the gate."""


def make_arms(folder: Path, size: int, seed: int = 0) -> list[Path]:
    """Folders of exports with ``size`` samples together, over eight codes in English."""
    rows = order_rows([Order(code, n=size, language="en", kind="progress") for code in CODES])
    lent = {row.order["code"]: _gated(row.id, row.order["code"]) for row in rows}
    made = []
    for name in ARMS:
        place = folder / name
        place.mkdir(parents=True)
        _write(place, _records(name, [(row.id, row.order["code"]) for row in rows], size // len(ARMS), lent, seed))
        made.append(place)
    return made


def make_notes(path: Path, count: int) -> Path:
    """Fictional notes that stand for real ones: other cases, other wording."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            code = CODES[number % len(CODES)]
            text = _text(_case(f"notes-{code}", code, number, 900_000), number % 7 + 1, 0.25, random.Random(number))
            row = {"id": f"n{number}", "patient": f"p{number // 2}", "code": code, "text": text}
            file.write(json.dumps(row) + "\n")
    return path


def _case(order: str, code: str, index: int, seed: int) -> Case:
    wanted = Order(code, language="en", kind="progress")
    return draw_case(CaseRequest(order, wanted, index, seed + index, (), {}))


def _text(case: Case, turn: int, left_out: float, dice: random.Random) -> str:
    told = sentences(case, case.seed % 97 + turn)
    kept = {name: " ".join(line for line in lines if dice.random() >= left_out) for name, lines in told.items()}
    return compose(case, {name: text for name, text in kept.items() if text}).text


def _gated(order: str, code: str) -> list[dict[str, Any]]:
    parts = parts_of(cast_of(load_settings(None), writer="parrot"), "bench", None, "")
    graph: Any = build_gate(parts).compile()
    found = []
    for index in range(GATED):
        case = _case(order, code, index, 500)
        with recording(case.id) as kept:
            ended = asyncio.run(graph.ainvoke(_start(case), {"recursion_limit": RECURSION_LIMIT}))
        found.append(to_json(build_record(ended, parts, "bench", kept)))
    return found


def _start(case: Case) -> GateState:
    told = {"system": case.system, "code": case.code, "kind": case.kind, "language": case.language}
    return {"sample": case.id, "request": {"case": to_json(case)}, "target": {**told, "level": "sufficient"}}


def _records(
    arm: str, orders: Sequence[tuple[str, str]], size: int, lent: Mapping[str, list[dict[str, Any]]], seed: int
) -> Iterator[dict[str, Any]]:
    writer, most, accepted, left_out = ARMS[arm]
    dice = random.Random(f"{arm}{seed}")
    for number in range(size):
        order, code = orders[number % len(orders)]
        case = _case(order, code, number // len(orders), 1000)
        base = lent[code][number % GATED]
        passed = dice.random() < accepted
        attempts = 1 if most == 1 else min(most, 1 + int(dice.expovariate(1.0))) if passed else most
        reasons = [] if passed else [{"kind": "support", "message": "", "criterion": "c", "target": "c"}]
        yield {
            **base, "id": f"{order}-{number:05}", "run": f"bench-{arm}", "order": order, "seed": case.seed,
            "text": _text(case, 0 if arm == "parrot" else len(arm), left_out, dice), "case": to_json(case),
            "attempts": attempts, "models": {"writer": writer},
            "decision": {**base["decision"], "outcome": "accepted" if passed else "rejected", "reasons": reasons},
            "cost": {**COST, "calls": 8 * attempts},
        }  # fmt: skip


def _write(folder: Path, records: Iterator[dict[str, Any]]) -> None:
    files = {outcome: (folder / name).open("w", encoding="utf-8") for outcome, name in FILES.items()}
    for record in records:
        files[record["decision"]["outcome"]].write(json.dumps(record, ensure_ascii=False) + "\n")
    for file in files.values():
        file.close()
