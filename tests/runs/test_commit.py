"""The end of a round: novelty first, then whether the order is full, in sample order."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from casewright.ledger.protocol import OrderRow, PlannedSample, RunRow
from casewright.plans import load_case
from casewright.runs.accepted import AcceptedSoFar
from casewright.runs.assignment import Assignment
from casewright.runs.commit import commit_round
from casewright.runs.orders import order_id
from casewright.testing import FunctionModel, MemoryLedger
from casewright.types import Decision, Diversity, Order, Record
from casewright.wire import to_json

TEXTS = {
    "canal": "A man of forty came because he has slept badly since the spring and worries about his work at night.",
    "garden": "She spent her days in the garden, ate little, wept often, and said that nothing there pleased her now.",
    "harbour": "The harbour master was brought by two colleagues after he had shouted at gulls for most of an hour.",
}
PASSED = Decision("accepted", "gate", "j")


def record(sample: str, text: str) -> Record:
    measured = Diversity(20, 0.9, 0.9, None, None, {})
    return Record(
        1, sample, "run", "icd10-who-2019", "F32.1", "t", "intake", "en", text, (), PASSED, ("facts",),
        order="o", diversity=measured,
    )  # fmt: skip


async def passed(texts: list[str]) -> MemoryLedger:
    """A ledger whose samples all passed the gate and await their commit."""
    ledger = MemoryLedger()
    await ledger.open_run(RunRow("run", {}, {}), (OrderRow("o", {}, len(texts)),))
    await ledger.add_samples("run", [PlannedSample(f"s{i}", "o", i, 1, {}) for i in range(len(texts))])
    for claim in await ledger.claim("run", "w", limit=99, lease_seconds=60):
        assert await ledger.finish(claim, to_json(record(claim.sample, texts[claim.planned.index])), None)
    return ledger


async def add_passed(ledger: MemoryLedger, sample: str, text: str) -> None:
    """One sample more that passed the gate, as in a later round."""
    await ledger.add_samples("run", [PlannedSample(sample, "o", int(sample[1:]), 2, {})])
    (claim,) = await ledger.claim("run", "w", limit=1, lease_seconds=60)
    assert await ledger.finish(claim, to_json(record(sample, text)), None)


async def commit_now(
    ledger: MemoryLedger, n: int, floor: float = 0.2, so_far: AcceptedSoFar | None = None
) -> tuple[Record, ...]:
    job = Assignment(ledger, "run", "j", seed=0, round_size=10, floor=floor)
    known = so_far or AcceptedSoFar(ledger, "run", "j")
    return await commit_round(job, (OrderRow("o", {}, n),), await ledger.tallies("run", "j"), known)


async def commit(ledger: MemoryLedger, n: int, floor: float = 0.2) -> list[tuple[str, list[str]]]:
    records = await commit_now(ledger, n, floor)
    return [(item.decision.outcome, [reason.kind for reason in item.decision.reasons]) for item in records]


async def test_different_reports_are_accepted_with_their_novelty() -> None:
    """The first is wholly novel; the measure is kept in the record."""
    ledger = await passed(list(TEXTS.values()))
    assert await commit(ledger, 3) == [("accepted", [])] * 3
    stored = [(await ledger.record("run", f"s{i}") or {})["diversity"]["novelty"] for i in range(3)]
    assert stored[0] == 1.0
    assert all(0.9 < value <= 1.0 for value in stored)


async def test_a_near_duplicate_is_rejected_and_named() -> None:
    """The earlier one in sample order stands; the later one is rejected without another attempt."""
    ledger = await passed([TEXTS["canal"], TEXTS["garden"], TEXTS["canal"] + " He agrees."])
    assert await commit(ledger, 3) == [("accepted", []), ("accepted", []), ("rejected", ["novelty"])]
    (row,) = [row for row in await ledger.samples("run", "j") if row.planned.id == "s2"]
    assert row.decision
    assert row.decision.reasons[0].target == "s0"


async def test_too_little_novelty_is_rejected() -> None:
    """Below the floor, though no near-duplicate: the message holds both figures."""
    half = TEXTS["canal"] + " " + TEXTS["garden"]
    ledger = await passed([half, TEXTS["canal"] + " " + TEXTS["harbour"]])
    assert await commit(ledger, 2, floor=0.9) == [("accepted", []), ("rejected", ["novelty"])]


async def test_what_comes_after_the_order_is_full_is_surplus() -> None:
    """Surplus is kept beside, and still counts when later reports are compared."""
    ledger = await passed([*TEXTS.values(), TEXTS["harbour"]])
    assert await commit(ledger, 1) == [
        ("accepted", []), ("surplus", []), ("surplus", []), ("rejected", ["novelty"]),
    ]  # fmt: skip


async def test_an_acceptance_withdrawn_makes_room() -> None:
    """A person's no outranks the gate's yes: what passed next fills the order."""
    ledger = await passed([TEXTS["canal"], TEXTS["garden"]])
    await ledger.decide("run", "s0", PASSED)
    await ledger.decide("run", "s0", replace(PASSED, outcome="rejected", by="person", who="ana"))
    assert await commit(ledger, 1) == [("accepted", [])]


async def test_a_table_kept_over_rounds_decides_as_one_read_anew() -> None:
    """Round after round with one table, and each with an empty one as after a restart: the same decisions."""
    texts = [TEXTS["canal"], TEXTS["garden"], TEXTS["canal"] + " He agrees.", TEXTS["harbour"], TEXTS["garden"]]
    found = []
    for keep in (True, False):
        ledger = await passed([])
        so_far = AcceptedSoFar(ledger, "run", "j")
        for place, text in enumerate(texts):
            await add_passed(ledger, f"s{place}", text)
            found.append(await commit_now(ledger, 9, so_far=so_far if keep else None))
    assert found[:5] == found[5:]
    assert [item.decision.outcome for (item,) in found[:5]] == [
        "accepted", "accepted", "rejected", "accepted", "rejected",
    ]  # fmt: skip


async def test_what_was_withdrawn_is_nothing_that_later_reports_repeat() -> None:
    """A person's no takes a report out of the table that the process keeps."""
    ledger = await passed([TEXTS["canal"]])
    so_far = AcceptedSoFar(ledger, "run", "j")
    await commit_now(ledger, 9, so_far=so_far)
    await ledger.decide("run", "s0", replace(PASSED, outcome="rejected", by="person", who="ana"))
    await add_passed(ledger, "s1", TEXTS["canal"])
    (again,) = await commit_now(ledger, 9, so_far=so_far)
    assert again.decision.outcome == "accepted"
    assert so_far.table.ids == ("s1",)


async def test_of_two_that_commit_at_once_one_counts() -> None:
    """Two processes at the end of one round: every sample is decided once, as if there had been one."""
    ledger = await passed([TEXTS["canal"], TEXTS["garden"], TEXTS["canal"] + " He agrees.", TEXTS["harbour"]])
    found = await asyncio.gather(*(commit_now(ledger, 2) for _ in range(3)))
    decided = sorted(record.id for records in found for record in records)
    outcomes = [row.decision.outcome for row in await ledger.samples("run", "j") if row.decision]
    assert decided == ["s0", "s1", "s2", "s3"]
    assert outcomes == ["accepted", "accepted", "rejected", "surplus"]


async def test_committing_twice_changes_nothing() -> None:
    """A killed commit is taken up again: those decided stay decided."""
    ledger = await passed(list(TEXTS.values()))
    await commit(ledger, 2)
    assert await commit(ledger, 2) == []
    outcomes = [row.decision.outcome for row in await ledger.samples("run", "j") if row.decision]
    assert outcomes == ["accepted", "accepted", "surplus"]


@pytest.mark.parametrize("n", [1, 2])
async def test_through_a_real_run(bench: Any, case_file: Any, model: FunctionModel, n: int) -> None:
    """Two cases of the user's own that read alike: the second is rejected at commit, and the order stays short."""
    order = Order("F32.1", n, kind="progress", level="named")
    case = to_json(load_case(case_file, order, order_id(order)))
    records, summary = await bench.work(model, n, orders=(order,), cases={order_id(order): [case, case]})
    outcomes = [record.decision.outcome for record in records]
    assert outcomes == ["accepted", "rejected"][:n]
    (told,) = summary["orders"]
    assert (told["accepted"], told["short"]) == (1, n - 1)
