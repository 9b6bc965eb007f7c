"""Reports that exist, handed to workers: kept screened, judged once, and the same whatever is killed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.runs.forked import in_child

from casewright.errors import UsageError
from casewright.hashing import content_hash
from casewright.ledger import open_ledger
from casewright.ledger.protocol import Ledger, RunRow
from casewright.models.protocol import ModelRequest
from casewright.overlays import overlaid
from casewright.runs.assembly import Cast, cast_of
from casewright.runs.assessing import (
    BadRow,
    Row,
    ScreenedReport,
    evaluation_run,
    is_evaluation,
    open_evaluation,
    screen_rows,
)
from casewright.runs.assessing.session import EvaluationSession
from casewright.runs.decisions import record_decision
from casewright.runs.drain import Drain
from casewright.runs.evaluation import evaluate_text
from casewright.runs.leases import give_back_orphans
from casewright.runs.limits import OrderLimits, RunLimits
from casewright.runs.reference import load_reference
from casewright.runs.workplace import Workplace
from casewright.settings import Settings
from casewright.testing import FunctionModel, crashing
from casewright.types import Decision
from casewright.wire import to_json

WHO = "icd10-who-2019"
FITS = (
    "Progress note. She describes depressed mood on most days for the last five weeks, and has lost interest in what "
    "she used to enjoy. She feels guilty and tired. There are no thoughts of suicide."
)
MANIC = "Progress note. His mood is elevated and he sleeps three hours. He is not depressed."
SECRET = "the quiet harbour master counted nineteen amber lanterns before the storm took the northern jetty away"
ROWS = (
    Row("visit-1", FITS, "F32.1", "en", "progress", {"ward": "B2"}),
    Row("visit 2", MANIC, "F32.1", "en", "progress", number=2),
    Row("visit-3", f"{FITS} She works as a gardener.", "F32.1", "en", "intake", number=3),
)


@pytest.fixture
def place(tmp_path: Path, overlay: Path, certified: Path) -> Workplace:
    return Workplace(str(tmp_path / "shared.sqlite"), rubrics=(overlay,), certificates=certified)


@pytest.fixture
def cast(place: Workplace) -> Cast:
    return cast_for(place)


def cast_for(place: Workplace, **more: Any) -> Cast:
    return cast_of(Settings(), writer=None, overlays=place.rubrics, certificates=place.certificates, **more)


def screened(cast: Cast, rows: Sequence[Row] = ROWS) -> list[ScreenedReport]:
    found = screen_rows(cast, rows, system=WHO, level="sufficient")
    return [one for one in found if isinstance(one, ScreenedReport)]


async def opened(place: Workplace, cast: Cast, rows: Sequence[Row] = ROWS, **more: Any) -> str:
    ledger = open_ledger(place.ledger)
    run = await open_evaluation(ledger, cast, screened(cast, rows), **more)
    await ledger.close()
    return run


async def worked(place: Workplace, run: str | None = None, **more: Any) -> Any:
    return await asyncio.wait_for(place.work(run, Drain(), once=True, **more), 60)


async def test_workers_find_what_evaluating_one_by_one_finds(place: Workplace, cast: Cast) -> None:
    """The same records, but for the sample's id where the row's own is not fit for one; it goes along."""
    run = await opened(place, cast)
    done = await worked(place)
    assert (done.finished, done.refused) == ({run: 3}, {})
    ledger = open_ledger(place.ledger)
    rows = {row.planned.id: row for row in await ledger.samples(run)}
    assert list(rows) == ["visit-1", "row-2", "visit-3"]
    parts = EvaluationSession(cast, await row_of(ledger, run), await ledger.orders(run)).worker(ledger).runner.parts
    for name, row in zip(rows, ROWS, strict=True):
        stored = await ledger.record(run, name)
        alone = to_json(await evaluate_text(parts, row, system=WHO, level="sufficient", run=run))
        assert stored == {**alone, "id": name, "extra": {"id": row.id} if name == "row-2" else dict(row.extra)}
        decision = rows[name].decision
        assert decision is not None
        assert decision.outcome == alone["decision"]["outcome"]
    await ledger.close()


def kept(folder: Path) -> bytes:
    """Whatever the ledger's files hold."""
    return b"".join(path.read_bytes() for path in folder.glob("shared.sqlite*"))


async def row_of(ledger: Ledger, run: str) -> RunRow:
    row = await ledger.run(run)
    assert row is not None
    return row


async def test_the_run_is_over_once_all_are_decided(place: Workplace, cast: Cast) -> None:
    """It says so in the ledger, and the same reports again are the same run, with nothing left to do."""
    run = await opened(place, cast)
    await worked(place, run)
    ledger = open_ledger(place.ledger)
    ended = await ledger.latest(run, "ended")
    assert ended is not None
    assert ended.payload["how"] == "complete"
    assert is_evaluation(await row_of(ledger, run))
    assert await ledger.due() == ()
    assert await open_evaluation(ledger, cast, screened(cast)) == run == evaluation_run(cast, screened(cast))
    assert await open_evaluation(ledger, cast, screened(cast), nonce="again") != run
    await ledger.close()
    assert (await worked(place)).finished == {run: 0, evaluation_run(cast, screened(cast), nonce="again"): 3}


async def test_a_copy_is_masked_before_anything_is_kept(place: Workplace, tmp_path: Path) -> None:
    """Neither in the text, nor in a field beside it, nor in an id; and it is rejected for what it copied."""
    corpus = tmp_path / "notes.jsonl"
    corpus.write_text(f'{{"text": "Seen today. {SECRET}. Follow-up in May."}}\n', encoding="utf-8")
    cast = cast_for(place, reference=load_reference(corpus))
    copied = Row("visit-1", f"{FITS} {SECRET}.", "F32.1", "en", "progress", {"remark": SECRET})
    run = await opened(place, cast, [copied, replace(copied, id=SECRET)])
    assert b"amber lanterns" not in kept(tmp_path)
    await worked(replace(place, reference=corpus), run)
    ledger = open_ledger(place.ledger)
    record = await ledger.record(run, "visit-1")
    await ledger.close()
    assert record is not None
    assert record["masked"]
    assert record["decision"]["outcome"] == "rejected"
    assert {reason["kind"] for reason in record["decision"]["reasons"]} == {"overlap"}
    assert b"amber lanterns" not in kept(tmp_path)


async def test_rows_that_cannot_be_assessed_are_told_apart(cast: Cast) -> None:
    """By their numbers; the others are taken."""
    rows = [replace(ROWS[0], code="F99.99.9", number=4), ROWS[0], replace(ROWS[0], text="  ", number=6)]
    found = screen_rows(cast, rows, system=WHO, level="sufficient")
    assert [type(one) for one in found] == [BadRow, ScreenedReport, BadRow]
    assert [one.number for one in found if isinstance(one, BadRow)] == [4, 6]


async def test_nothing_to_evaluate_is_no_run(place: Workplace, cast: Cast) -> None:
    """Whoever asks is told, and nothing is kept."""
    with pytest.raises(UsageError, match="no report was given"):
        await opened(place, cast, [])


async def test_a_worker_that_would_judge_otherwise_says_what_differs(place: Workplace, cast: Cast) -> None:
    """And leaves the run alone."""
    run = await opened(place, cast)
    bare = replace(place, rubrics=(), certificates=None)
    done = await worked(bare)
    assert "what judges (certificates, rubrics)" in done.refused[run]
    assert done.finished == {}


async def test_a_run_that_was_not_handed_in_whole_waits(place: Workplace, cast: Cast) -> None:
    """Whoever was killed between two writes hands the rest in by asking again."""
    ledger = open_ledger(place.ledger)
    reports = screened(cast)

    class Half:
        def __getattr__(self, name: str) -> Any:
            return getattr(ledger, name)

        async def add_samples(self, run: str, samples: Sequence[Any]) -> None:
            await ledger.add_samples(run, samples[:1])

    run = await open_evaluation(Half(), cast, reports)
    drain = Drain()
    worker = asyncio.create_task(place.work(None, drain))
    while not any(row.state == "decided" for row in await ledger.samples(run)):  # noqa: ASYNC110 - a ledger is polled
        await asyncio.sleep(0.02)
    assert not (await row_of(ledger, run)).over
    await open_evaluation(ledger, cast, reports)
    while not (await row_of(ledger, run)).over:  # noqa: ASYNC110 - a ledger is polled
        await asyncio.sleep(0.02)
    drain.begin(1)
    await worker
    assert [row.state for row in await ledger.samples(run)] == ["decided"] * 3
    await ledger.close()


async def test_a_person_has_the_last_word_on_any_of_them(place: Workplace, cast: Cast) -> None:
    """However many are accepted: there is room for all."""
    run = await opened(place, cast)
    await worked(place)
    ledger = open_ledger(place.ledger)
    for row in await ledger.samples(run):
        done = await record_decision(ledger, run, row.planned.id, "accept", who="dr-a", why="reads true")
        assert done.outcome == "accepted"
    await ledger.close()


async def test_a_cancelled_run_decides_what_is_left(place: Workplace, cast: Cast) -> None:
    """And workers leave it alone."""
    run = await opened(place, cast)
    ledger = open_ledger(place.ledger)
    assert await ledger.cancel(run, Decision("cancelled", "operator", "j")) == 3
    assert (await worked(place)).finished == {}
    await ledger.close()


async def test_on_a_server_it_is_the_same(place: Workplace, cast: Cast, postgres_url: str) -> None:
    """Two workers share the reports, and each is decided once."""
    shared = replace(place, ledger=postgres_url)
    run = await opened(shared, cast)
    done = await asyncio.gather(worked(shared), worked(shared))
    assert sum(one.finished.get(run, 0) for one in done) == 3
    ledger = open_ledger(postgres_url)
    assert [row.state for row in await ledger.samples(run)] == ["decided"] * 3
    ended = await ledger.events(run, kinds=["ended"])
    assert [event.payload["how"] for event in ended] == ["complete"]
    await ledger.close()


def garbled(paid: Path) -> FunctionModel:
    """A judge whose answers nobody can read; each is paid for all the same."""

    def answer(request: ModelRequest) -> str:
        with paid.open("a", encoding="utf-8") as diary:
            diary.write(f"{hash_of(request)}\n")
        return "I would rather not say."

    return FunctionModel(answer, name="testing/garbled")


def hash_of(request: ModelRequest) -> str:
    return content_hash(to_json(request))


def judged(place: Workplace, folder: Path, crash: tuple[int, str] | None = None, **limits: Any) -> dict[str, Any]:
    """Opens and works a run whose judge is paid, on the ledger in ``folder``."""

    async def run() -> dict[str, Any]:
        cast = cast_for(place, critics=(garbled(folder / "paid"),))
        ledger = open_ledger(folder / "ledger.sqlite")
        used = crashing(ledger, *crash) if crash else ledger  # type: ignore[arg-type]
        allowed = RunLimits(OrderLimits(**limits)) if limits else None
        name = await open_evaluation(used, cast, screened(cast, ROWS[:2]), limits=allowed)
        session = EvaluationSession(cast, await row_of(ledger, name), await ledger.orders(name))
        worker = session.worker(used)
        worker.concurrency = 1 if limits else worker.concurrency
        await give_back_orphans(used, name)
        with overlaid(cast.overlays):
            await worker.work(Drain())
        await worker.steward.note_ending()
        rows, bill, spent = await ledger.samples(name), await ledger.bill(name), await ledger.spent(name)
        records = [await ledger.record(name, row.planned.id) for row in rows]
        ended = await ledger.latest(name, "ended")
        await ledger.close()
        return {
            "states": [row.state for row in rows],
            "found": [record and (record["id"], record["decision"], record["fidelity"]) for record in records],
            "completed": bill.completed,
            "in_flight": bill.open,
            "calls": sum(one.calls for one in spent.values()),
            "how": ended.payload["how"] if ended else None,
        }

    folder.mkdir(exist_ok=True)
    found = asyncio.run(run())
    return {**found, "paid": (folder / "paid").read_text("utf-8").split()}


def crash_points(place: Workplace, tmp_path: Path, moment: str, step: int) -> None:
    """Nothing is undecided in the end, and of what judges were asked at most what was in flight is paid twice."""
    quiet = judged(place, tmp_path / "quiet")
    assert quiet["how"] == "complete"
    assert quiet["calls"] == quiet["completed"] == len(set(quiet["paid"])) > 0
    at = 1
    while True:
        folder = tmp_path / f"at-{at}"
        folder.mkdir()
        if in_child(partial(judged, place, folder, (at, moment))):
            break
        again = judged(place, folder)
        own = {"paid": None, "in_flight": None}
        assert {**again, **own} == {**quiet, **own}, at
        assert len(again["paid"]) - len(set(again["paid"])) <= again["in_flight"], at
        at += step
    assert at > 2 * step


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork")
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_some_writes_it_ends_the_same(place: Workplace, tmp_path: Path, moment: str) -> None:
    """As if nothing had happened."""
    crash_points(place, tmp_path, moment, 41)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork")
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_most_writes_it_ends_the_same(place: Workplace, tmp_path: Path, moment: str) -> None:
    """Whatever write it dies at."""
    crash_points(place, tmp_path, moment, 3)


def test_a_budget_leaves_the_rest_undecided(place: Workplace, tmp_path: Path) -> None:
    """The run says that it paused, and why; with more allowed it goes on and pays nothing twice."""
    found = judged(place, tmp_path / "poor", max_calls=1)
    assert (found["how"], "planned" in found["states"]) == ("paused", True)
    again = judged(place, tmp_path / "poor")
    assert (again["how"], set(again["states"])) == ("complete", {"decided"})
    assert len(again["paid"]) == len(set(again["paid"])) == again["completed"]
