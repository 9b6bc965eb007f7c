"""The end of a run: counts that are held against the ledger's, what is kept for exports, the page."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from casewright.ledger.protocol import OrderRow
from casewright.runs.digest import Digest, digest_of
from casewright.runs.ending import Ending, SpentLimit
from casewright.runs.exports import FILES, write_exports, write_run_exports
from casewright.runs.finishing import each_record, stored_records
from casewright.runs.kept_figures import read_history
from casewright.runs.report import report_page
from casewright.runs.rounds import Standing, standings_of
from casewright.runs.shortfall import why_short
from casewright.runs.slim import slim_record
from casewright.runs.steering import Stop
from casewright.runs.summary import CountsError, check_counts
from casewright.runs.used import Used
from casewright.testing.kept_run import ORDER, RUN, keep_run, made_record
from casewright.testing.memory_ledger import MemoryLedger
from casewright.types import Decision, Outcome
from casewright.wire import to_json

OUTCOMES: list[Outcome | None] = ["accepted", "accepted", "surplus", "rejected", "needs_review"]


def standing(n: int = 2, samples: int = 5, **outcomes: int) -> Standing:
    return Standing(ORDER, n, outcomes or {"accepted": 2, "surplus": 1, "rejected": 1, "needs_review": 1}, samples)


@pytest.fixture
def digest() -> Digest:
    return digest_of(made_record(index, outcome) for index, outcome in enumerate(OUTCOMES) if outcome)


def test_counts_that_agree_pass(digest: Digest) -> None:
    """Surplus is an outcome of its own; undecided samples are beside."""
    check_counts([standing()], digest)
    check_counts([standing(samples=7)], digest)


@pytest.mark.parametrize(
    "wrong",
    [standing(samples=4), standing(accepted=3, rejected=1, needs_review=1), standing(n=1), standing(accepted=2)],
    ids=["a sample lost", "another outcome", "more accepted than wanted", "records that nobody counted"],
)
def test_counts_that_do_not_add_up_are_our_fault(digest: Digest, wrong: Standing) -> None:
    """And are never printed over."""
    with pytest.raises(CountsError, match=ORDER):
        check_counts([wrong], digest)


def test_only_a_cancelled_sample_may_have_no_record(digest: Digest) -> None:
    """Whatever else was decided has one."""
    digest.bare[ORDER] = Counter(["cancelled"])
    told = {"accepted": 2, "surplus": 1, "rejected": 1, "needs_review": 1}
    check_counts([standing(samples=6, **told, cancelled=1)], digest)
    digest.bare[ORDER] = Counter(["error"])
    with pytest.raises(CountsError, match="nothing was kept"):
        check_counts([standing(samples=6, **told, error=1)], digest)


async def test_a_cancelled_run_adds_up() -> None:
    """Samples that nobody had begun are counted, and have no record."""
    ledger = MemoryLedger()
    await keep_run(ledger, ["accepted", None, None], n=2)
    await ledger.cancel(RUN, Decision("cancelled", "operator", "first", (), "op"))
    digest = Digest()
    async for record in each_record(ledger, RUN, await ledger.samples(RUN), None, digest):
        digest.add(record)
    stand = standings_of(await ledger.orders(RUN), await ledger.tallies(RUN))
    check_counts(stand, digest)
    assert digest.bare == {ORDER: Counter(cancelled=2)}
    assert len(await stored_records(ledger, RUN)) == 1


ROW = OrderRow(ORDER, {"system": "icd10-who-2019", "code": "F32.1", "language": "en", "kind": "progress"}, 2)


def test_a_full_order_needs_no_reason() -> None:
    """Nothing is short."""
    assert why_short(standing(), ROW, Used()) == []


async def test_why_an_order_is_short_is_read_from_the_ledger() -> None:
    """What ended it or the whole run; what ended another order is not its reason."""
    ledger = MemoryLedger()
    await keep_run(ledger, ["rejected", "needs_review", None], n=2)
    limits = (SpentLimit(ORDER, "tokens", 120, 100, "finish"), SpentLimit("another", "calls", 9, 9, "finish"))
    stop = Stop("nothing_passes", ("a",), "nothing passes: a")
    await ledger.note(RUN, "round", {"round": 1, "stopped": {ORDER: {"rule": "nothing_passes", "blocked_by": ["a"]}}})
    history = await read_history(ledger, RUN)
    (stand,) = standings_of([ROW], await ledger.tallies(RUN))
    assert why_short(stand, ROW, Used(given_up=history.given_up))[0] == "given up: nothing_passes (a)"
    await ledger.note(RUN, "ended", to_json(Ending("short", "", limits, {ORDER: stop})))
    history = await read_history(ledger, RUN)
    assert why_short(stand, ROW, Used(stops=history.stops, given_up=history.given_up)) == [
        f"100 tokens are spent (max_tokens of {ORDER}; 120 used)",
        "given up: nothing passes: a",
        "1 samples are not decided yet: the same command goes on with them",
        "1 wait for a person (casewright decide)",
    ]
    assert why_short(stand, ROW, Used(state="cancelled"))[0] == "the run was cancelled"


def test_without_a_reason_the_samples_were_as_many_as_allowed() -> None:
    """Which is what is left."""
    said = why_short(standing(rejected=5), ROW, Used())
    assert said == ["5 samples are as many as were allowed, or as there were cases"]


def test_what_is_held_of_a_record_is_small() -> None:
    """Of one that was refused not even the text."""
    refused = slim_record(made_record(0, "rejected"), with_case=False)
    assert (refused.text, refused.case, refused.sections) == ("", None, ())
    assert slim_record(made_record(0), with_case=False).text == made_record(0).text
    assert slim_record(made_record(0, "error"), with_case=False).text is None


SUMMARY: dict[str, Any] = {
    "run": "<script>alert(1)</script>",
    "judging": "j",
    "gate": "gate_uncertified",
    "marks": [],
    "reference": ["<b>notes</b>"],
    "orders": [],
    "undecided": 0,
    "yields": [],
    "total": [],
    "seal": {"state": "no_second_family", "judge": None},
    "distribution": {"traits": {}, "numbers": {}, "refused": {"all": {"share": None}, "compared": 0, "strata": []}},
    "diversity": {"overall": {}},
    "stops": [],
    "bill": None,
}


def test_the_page_runs_and_loads_nothing() -> None:
    """What comes from a run is text, whatever it holds."""
    told = report_page(SUMMARY)
    assert "default-src &#x27;none&#x27;" in told
    assert "<script" not in told
    assert "<b>" not in told
    assert "&lt;b&gt;notes&lt;/b&gt;" in told
    assert "http:" not in told.replace("http-equiv", "")
    assert "https:" not in told


async def test_a_runs_own_files_are_written_one_record_at_a_time(tmp_path: Path) -> None:
    """The same files, whether records are at hand or come from the ledger."""
    ledger = MemoryLedger()
    await keep_run(ledger, [one for one in OUTCOMES if one], n=2)
    rows = await ledger.samples(RUN)
    await write_run_exports(tmp_path / "a", each_record(ledger, RUN, rows, None, Digest()), SUMMARY)
    write_exports(tmp_path / "b", await stored_records(ledger, RUN), SUMMARY)
    names = sorted([*FILES.values(), "report.html", "summary.json"])
    for folder in ("a", "b"):
        assert sorted(path.name for path in (tmp_path / folder).glob("*")) == names
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    accepted = (tmp_path / "a" / "accepted.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["decision"]["outcome"] for line in accepted] == ["accepted", "accepted"]
