"""The loop against no loop, on few cases: `python -m benchmarks.loop_honesty` takes the 200 of docs/loop-honesty.md."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.honesty.sheet import Entry, read_faults, write_sheet
from benchmarks.honesty.table import table
from benchmarks.honesty.writers import Blinded, FaultyWriter
from benchmarks.loop_honesty import compare

from casewright.agents.protocol import Brief
from casewright.errors import InputError
from casewright.plans import CaseRequest, draw_case
from casewright.types import Case, Order

ORDERS = [Order("F32.1", 5), Order("F41.1", 5)]


async def test_a_gate_lets_fewer_faults_through_than_none(say: Callable[[str], None]) -> None:
    """Faults in six of ten drafts: none of the loops accepts more of them than are there, and both gates fewer."""
    everything, untold, told = await compare(0.6, ORDERS)
    say("\n".join(table("faults in 60% of new drafts", [everything, untold, told])))
    assert everything.final.hits == 10
    assert everything.faulty.hits > max(untold.faulty.hits, told.faulty.hits)
    assert told.drafts > everything.drafts


@pytest.fixture
def case() -> Case:
    return draw_case(CaseRequest("order", Order("F32.1"), 0, 1))


async def test_a_fault_stays_until_it_is_mended(case: Case) -> None:
    """A writer that mends nothing hands the same draft in again; one that always does, the same without the fault."""
    for mends, sound in ((0.0, False), (1.0, True)):
        writer = FaultyWriter(1.0, mends)
        first = await writer.write(Brief(case, 1))
        second = await writer.write(Brief(case, 2, first))
        assert writer.planted[first.text].operator is not None
        assert (writer.planted[second.text].operator is None) == sound
        assert (second.text == first.text) != sound


async def test_a_blinded_writer_begins_anew(case: Case) -> None:
    """Its first draft is that of a writer with sight; its second owes nothing to the first."""
    writer = FaultyWriter(1.0, 1.0)
    first = await writer.write(Brief(case, 1))
    blind = Blinded(writer)
    assert (await blind.write(Brief(case, 1))).text == first.text
    again = await blind.write(Brief(case, 2, first))
    assert writer.planted[again.text].operator is not None
    assert again.text != first.text


def test_a_sheet_keeps_its_labels_and_hides_who_accepted(tmp_path: Path) -> None:
    """Each text once; written again after more texts came, what was labelled stays."""
    one, two = Entry("F32.1", "Low mood.", "She is low."), Entry("F41.1", "Worry.", "He worries.")
    path = write_sheet(tmp_path, [one, one], {one.id: ["full loop"]})
    assert path.read_text("utf-8").count("She is low.") == 1
    assert "full loop" not in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace("She is low.,,", "She is low.,No,"), encoding="utf-8")
    write_sheet(tmp_path, [one, two], {})
    assert read_faults(path) == {one.id: False}


def test_an_answer_that_is_none_is_an_error(tmp_path: Path) -> None:
    """It names the row and what was allowed."""
    entry = Entry("F32.1", "Low mood.", "She is low.")
    path = write_sheet(tmp_path, [entry], {})
    path.write_text(path.read_text("utf-8").replace("She is low.,,", "She is low.,maybe,"), encoding="utf-8")
    with pytest.raises(InputError, match="'maybe'; yes or no is wanted"):
        read_faults(path)
