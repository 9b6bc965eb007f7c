"""People decide about samples at any time, and orders stay exactly full."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from casewright.errors import InputError, UnknownNameError, UsageError
from casewright.ledger import open_ledger
from casewright.ledger.protocol import Ledger
from casewright.runs.decision_file import read_rulings
from casewright.runs.decisions import WITHDRAWN, Ruling, decide_samples, keep_orders_full, record_decision
from casewright.testing.kept_run import RUN, keep_run
from casewright.testing.memory_ledger import MemoryLedger
from casewright.types import Decision, Outcome, Reason

SAID = {"who": "dr-a", "why": "reads true"}


@pytest.fixture(params=["memory", "sqlite"])
async def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Ledger]:
    found: Ledger = MemoryLedger() if request.param == "memory" else open_ledger(tmp_path / "l.sqlite")
    yield found
    await found.close()


async def outcomes(ledger: Ledger) -> list[Outcome | None]:
    return [row.decision.outcome if row.decision else None for row in await ledger.samples(RUN)]


async def decided(ledger: Ledger) -> int:
    return sum(event.kind == "decided" for event in await ledger.events(RUN))


async def test_a_persons_word_stands_over_the_gates(ledger: Ledger) -> None:
    """It is an event with who and why, under the judging in force."""
    (first, _) = await keep_run(ledger, ["needs_review", "accepted"], n=2)
    done = await record_decision(ledger, RUN, first, "accept", **SAID)
    assert (done.before, done.outcome) == ("needs_review", "accepted")
    decision = (await ledger.samples(RUN))[0].decision
    assert decision is not None
    assert (decision.by, decision.who, decision.reasons[0].message) == ("person", "dr-a", "reads true")
    assert decision.judging == "first"


async def test_what_is_accepted_when_its_order_is_full_is_surplus(ledger: Ledger) -> None:
    """With its reason; once an acceptance is withdrawn there is room for it."""
    first, second = await keep_run(ledger, ["accepted", "needs_review"], n=1)
    assert (await record_decision(ledger, RUN, second, "accept", **SAID)).outcome == "surplus"
    row = (await ledger.samples(RUN))[1]
    assert row.decision is not None
    assert [reason.target for reason in row.decision.reasons] == [None, "order_full"]
    assert (await record_decision(ledger, RUN, first, "reject", **SAID)).outcome == "rejected"
    assert (await record_decision(ledger, RUN, second, "accept", **SAID)).outcome == "accepted"
    assert await outcomes(ledger) == ["rejected", "accepted"]


async def test_within_a_file_room_that_one_row_makes_is_there_for_the_next(ledger: Ledger) -> None:
    """Rows count in their order."""
    first, second, third = await keep_run(ledger, ["accepted", "needs_review", "needs_review"], n=1)
    rulings = [Ruling(first, "reject", "a", "b"), Ruling(second, "accept", "a", "b"), Ruling(third, "accept", "a", "b")]
    assert [one.outcome for one in await decide_samples(ledger, RUN, rulings)] == ["rejected", "accepted", "surplus"]


async def test_the_same_again_appends_nothing(ledger: Ledger) -> None:
    """Another person, or another reason, is another event."""
    (first,) = await keep_run(ledger, ["needs_review"], n=1)
    await record_decision(ledger, RUN, first, "accept", **SAID)
    before = await decided(ledger)
    assert (await record_decision(ledger, RUN, first, "accept", **SAID)).sequence is None
    assert await decided(ledger) == before
    again = await record_decision(ledger, RUN, first, "accept", who="dr-b", why="reads true")
    assert again.sequence is not None
    assert await decided(ledger) == before + 1


async def test_a_sample_without_text_is_refused(ledger: Ledger) -> None:
    """Whether it is still worked on, or ended without one."""
    failed, planned, fine = await keep_run(ledger, ["error", None, "rejected"], n=3)
    for sample, why in ((failed, "ended as error"), (planned, "still worked on")):
        with pytest.raises(UsageError, match=why):
            await record_decision(ledger, RUN, sample, "accept", **SAID)
    before = await decided(ledger)
    with pytest.raises(UsageError, match="no text to decide on"):
        await decide_samples(ledger, RUN, [Ruling(fine, "accept", "a", "b"), Ruling(failed, "reject", "a", "b")])
    assert await decided(ledger) == before


async def test_a_masked_text_can_be_rejected_and_not_accepted(ledger: Ledger) -> None:
    """What copies a corpus stays out of every set, whoever says otherwise."""
    (first,) = await keep_run(ledger, ["rejected"], n=1, masked=True)
    with pytest.raises(UsageError, match="masked"):
        await record_decision(ledger, RUN, first, "accept", **SAID)
    assert (await record_decision(ledger, RUN, first, "reject", **SAID)).outcome == "rejected"


async def test_everything_wrong_in_a_file_is_said_at_once_and_nothing_is_written(ledger: Ledger) -> None:
    """By rows."""
    first, second = await keep_run(ledger, ["needs_review", "needs_review"], n=2)
    rulings = [
        Ruling(first, "accept", "a", "b", "row 1"),
        Ruling("nobody", "accept", "a", "b", "row 2"),
        Ruling(second, "perhaps", "a", "b", "row 3"),  # type: ignore[arg-type]
        Ruling(second, "accept", " ", "b", "row 4"),
        Ruling(first, "reject", "a", "b", "row 5"),
    ]
    before = await decided(ledger)
    with pytest.raises(UsageError) as error:
        await decide_samples(ledger, RUN, rulings)
    for said in ("row 2: unknown sample 'nobody'", "row 3: unknown decision 'perhaps'", "row 4: who is missing",
                 "row 5: sample"):  # fmt: skip
        assert said in str(error.value)
    assert "row 1" not in str(error.value)
    assert await decided(ledger) == before


async def test_an_unknown_sample_alone_is_told_with_those_there_are(ledger: Ledger) -> None:
    """As any unknown name is."""
    await keep_run(ledger, ["needs_review"], n=1)
    with pytest.raises(UnknownNameError, match=r"F32\.1-en-progress"):
        await record_decision(ledger, RUN, "nobody", "accept", **SAID)


async def test_of_two_who_fill_the_last_place_at_once_one_gives_way(ledger: Ledger) -> None:
    """A gate's acceptance gives way to a person's; the order holds what it wants."""
    first, second = await keep_run(ledger, ["accepted", "needs_review"], n=1)
    await ledger.decide(RUN, second, Decision("accepted", "person", "first", (), "dr-a"))
    assert await keep_orders_full(ledger, RUN, "first") == (first,)
    assert await outcomes(ledger) == ["surplus", "accepted"]
    assert await keep_orders_full(ledger, RUN, "first") == ()


CSV = "id,text,decision,who\na,x,Accept,\nb,y,reject,dr-b\n"
JSONL = """{"id": "a", "decision": "accept", "text": "x"}
{"id": "b", "decision": "reject", "who": "dr-b"}
"""


@pytest.mark.parametrize(("name", "rows"), [("d.csv", CSV), ("d.jsonl", JSONL)])
def test_decisions_are_read_from_tables(tmp_path: Path, name: str, rows: str) -> None:
    """Other columns are left alone, and --who and --why stand in where a row has none."""
    path = tmp_path / name
    path.write_text(rows, encoding="utf-8")
    found = read_rulings(path, who="dr-a", why="read them all")
    assert [(one.sample, one.word, one.who, one.why) for one in found] == [
        ("a", "accept", "dr-a", "read them all"),
        ("b", "reject", "dr-b", "read them all"),
    ]
    assert found[0].place.startswith("row ")


def test_a_table_without_the_columns_is_refused(tmp_path: Path) -> None:
    """With those that are wanted."""
    path = tmp_path / "d.csv"
    path.write_text("sample,decision\na,accept\n", encoding="utf-8")
    with pytest.raises(InputError, match="no field 'id'; wanted are id, decision, who, why"):
        read_rulings(path)


async def test_what_people_said_can_be_taken_back(ledger: Ledger) -> None:
    """The outcome that stood before any of them stands again, as a decision that says by whom and why."""
    first, _ = await keep_run(ledger, ["needs_review", "accepted"], n=2)
    await record_decision(ledger, RUN, first, "accept", **SAID)
    await record_decision(ledger, RUN, first, "reject", who="dr-b", why="reads false")
    done = await record_decision(ledger, RUN, first, "withdraw", who="dr-b", why="wrong sample")
    assert (done.before, done.outcome) == ("rejected", "needs_review")
    row = await ledger.sample(RUN, first)
    assert row is not None
    assert row.decision == Decision(
        "needs_review", "person", "first", (Reason("person", "wrong sample", target=WITHDRAWN),), "dr-b"
    )
    again = await record_decision(ledger, RUN, first, "withdraw", who="dr-c", why="wrong sample")
    assert (again.outcome, again.sequence) == ("needs_review", None)
    assert (await record_decision(ledger, RUN, first, "accept", **SAID)).outcome == "accepted"
    assert (await record_decision(ledger, RUN, first, "withdraw", **SAID)).outcome == "needs_review"


async def test_an_order_stays_exactly_full_when_a_rejection_is_taken_back(ledger: Ledger) -> None:
    """What comes back finds its place taken, or free."""
    first, second = await keep_run(ledger, ["accepted", "needs_review"], n=1)
    await record_decision(ledger, RUN, first, "reject", **SAID)
    await record_decision(ledger, RUN, second, "accept", **SAID)
    assert (await record_decision(ledger, RUN, first, "withdraw", **SAID)).outcome == "surplus"
    assert await outcomes(ledger) == ["surplus", "accepted"]
    await record_decision(ledger, RUN, second, "withdraw", **SAID)
    await record_decision(ledger, RUN, first, "reject", **SAID)
    assert (await record_decision(ledger, RUN, first, "withdraw", **SAID)).outcome == "accepted"
    assert await outcomes(ledger) == ["accepted", "needs_review"]


async def test_where_nobody_decided_there_is_nothing_to_take_back(ledger: Ledger) -> None:
    """And nothing of the file is written."""
    first, second = await keep_run(ledger, ["accepted", "needs_review"], n=2)
    before = await decided(ledger)
    with pytest.raises(UsageError, match="row 2: nobody decided"):
        await decide_samples(
            ledger, RUN, [Ruling(first, "reject", "a", "b"), Ruling(second, "withdraw", "a", "b", "row 2")]
        )
    assert await decided(ledger) == before


async def test_a_decision_reads_no_more_of_a_long_run_than_it_needs(tmp_path: Path) -> None:
    """The other samples stay where they are, however many there are."""
    ledger = open_ledger(tmp_path / "l.sqlite")
    first, *_ = await keep_run(ledger, ["needs_review", "accepted", "accepted", "accepted"], n=4)
    await record_decision(_Narrow(ledger), RUN, first, "accept", **SAID)  # type: ignore[arg-type]
    await record_decision(_Narrow(ledger), RUN, first, "withdraw", **SAID)  # type: ignore[arg-type]
    await ledger.close()


class _Narrow:
    """A ledger that won't list all samples of a run."""

    def __init__(self, inner: Ledger) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> object:
        if name in ("samples", "page"):
            raise AssertionError(name)
        return getattr(self._inner, name)
