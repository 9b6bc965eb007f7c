"""A run judged again: nothing is written, earlier decisions stay, figures keep to their judging."""

from __future__ import annotations

from pathlib import Path

import pytest

from casewright.errors import UsageError
from casewright.ledger.protocol import RunRow
from casewright.runs.assembly import cast_of
from casewright.runs.finishing import stored_records
from casewright.runs.orders import order_rows
from casewright.runs.rejudging import Rejudging
from casewright.runs.session import RunSession
from casewright.settings import load_settings
from casewright.testing.memory_ledger import MemoryLedger
from casewright.types import Order, Record

VETO = """\
id: "who:F41.1"
version: 9.0.0
extends: "who:F41.1"
basis: cddg
criteria:
  house-veto:
    role: contradicts
    aspect: diagnosis
    clause: house rule
    asks: {en: "Is a worry described?", es: "¿Se describe preocupación?"}
    finds: {any: [{concept: generalised-worry}, {concept: anxiety}]}
"""


async def _run(ledger: MemoryLedger, tmp_path: Path) -> tuple[str, list[Record]]:
    session = RunSession(
        cast_of(load_settings(None), writer="parrot"), [Order("F41.1", 2)], tmp_path, ledger=ledger, max_samples=2
    )
    return session.run, [record async for record in session.work()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "mine"
    place.mkdir()
    (place / "F41.1.yaml").write_text(VETO, encoding="utf-8")
    return place


async def test_the_same_judging_changes_nothing(tmp_path: Path) -> None:
    """What decided once decides the same again."""
    ledger = MemoryLedger()
    run, first = await _run(ledger, tmp_path)
    found = await Rejudging(cast_of(load_settings(None), writer=None), ledger, run).look()
    assert found.judging == found.against == first[0].decision.judging
    assert found.changes == ()


async def test_changed_rubrics_decide_anew_and_keep_to_themselves(
    tmp_path: Path, folder: Path, certified: object
) -> None:
    """A veto of one's own folder rejects what was let through; the first decisions, records and texts stay."""
    ledger = MemoryLedger()
    run, first = await _run(ledger, tmp_path)
    cast = cast_of(load_settings(None), writer=None, overlays=[folder])
    rejudging = Rejudging(cast, ledger, run)
    found = await rejudging.look()
    await rejudging.keep(found)
    assert found.judging != found.against
    before = await stored_records(ledger, run, found.against)
    after = await stored_records(ledger, run, found.judging)
    assert [record.decision for record in before] == [record.decision for record in first]
    assert [record.text for record in before] == [record.text for record in after]
    assert all("house-veto" in {item.id for item in record.fidelity.criteria} for record in after if record.fidelity)
    assert not any(
        "house-veto" in {item.id for item in record.fidelity.criteria} for record in before if record.fidelity
    )
    assert sum(found.summary["orders"][0]["outcomes"].values()) == 2


async def test_judging_again_twice_appends_once(tmp_path: Path, folder: Path) -> None:
    """A stopped call goes on: a sample that has its decision is left alone."""
    ledger = MemoryLedger()
    run, _ = await _run(ledger, tmp_path)
    rejudging = Rejudging(cast_of(load_settings(None), writer=None, overlays=[folder]), ledger, run)
    for _ in range(2):
        await rejudging.keep(await rejudging.look())
    decided = [event for event in await ledger.events(run) if event.kind == "decided"]
    assert len(decided) == 4


async def test_a_run_without_samples_is_refused(tmp_path: Path) -> None:
    """There is nothing to judge."""
    ledger = MemoryLedger()
    await ledger.open_run(RunRow("empty", {}, {}), order_rows([Order("F41.1")]))
    with pytest.raises(UsageError, match="empty"):
        await Rejudging(cast_of(load_settings(None), writer=None), ledger, "empty").look()
