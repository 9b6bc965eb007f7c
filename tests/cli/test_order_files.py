"""``casewright generate ORDERS``: orders of a file, their budgets, a preview, and a run that is resumed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ORDERS = """
defaults: {kind: progress, level: named, n: 2}
orders:
  - {code: F32.1, targets: {sex: {female: 1}}}
  - {code: F32.1, language: es, n: 1, max_samples: 20}
budgets: {max_calls: 1000, when_spent: pause}
"""


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "night.yaml"
    path.write_text(ORDERS, encoding="utf-8")
    return path


@pytest.fixture
def cheap(overlay: Path, certified: Path) -> tuple[str, ...]:
    """What makes the parrot pass; kind and level stand in the file."""
    return ("--writer", "parrot", "--rubrics", str(overlay), "--certificates", str(certified))


def test_each_order_is_worked_off(run: Any, orders: Path, cheap: Any) -> None:
    """Counts are printed by order and in all, and the targets are met."""
    ended = run("generate", orders, *cheap)
    assert ended.code == 0
    assert "2 accepted + 0 short = 2" in ended.out
    assert "all: 3 accepted + 0 short = 3; " in ended.out
    folder = Path(ended.out.rpartition("run folder: ")[2].strip())
    made = [json.loads(line) for line in (folder / "accepted.jsonl").read_text("utf-8").splitlines()]
    assert [(r["code"], r["language"]) for r in made] == [("F32.1", "en")] * 2 + [("F32.1", "es")]
    assert {r["case"]["person"]["sex"] for r in made if r["language"] == "en"} == {"female"}
    told = json.loads(run("status", folder, "--json").out)
    assert told["complete"]
    assert told["limits"]["max_calls"] == 1000
    assert told["limits"]["when_spent"] == "pause"
    assert [order["limits"]["max_samples"] for order in told["orders"]] == [None, 20]


def test_equal_orders_are_added_up_and_it_is_said(run: Any, orders: Path, cheap: Any) -> None:
    """On standard error, so that --json stays clean."""
    orders.write_text(ORDERS.replace("orders:\n", "orders:\n  - {code: F32.1, targets: {sex: {female: 1}}, n: 1}\n"))
    ended = run("generate", orders, *cheap, "--preview", "1")
    assert "was ordered before; 1 + 2 = 3 are wanted" in ended.err
    assert run("generate", orders, *cheap, "--preview", "1", "--json").err == ""


def test_a_preview_shows_samples_and_what_the_whole_takes(run: Any, orders: Path, cheap: Any) -> None:
    """Exit code 0; how wide the ranges are is said; the run goes on from there."""
    ended = run("generate", orders, *cheap, "--preview", "2")
    assert ended.code == 0
    assert ended.out.count("Impression:") + ended.out.count("Juicio clínico:") == 2
    assert "the gate let 2 of 2 through: acceptance 1.00 [0.16, 1.00] (exact binomial, 95 %" in ended.out
    assert "samples  about 3, between 3 and 20" in ended.out
    assert "so at least 90 % together" in ended.out
    assert "the same command without --preview works off the rest" in ended.out
    told = json.loads(run("generate", orders, *cheap, "--preview", "2", "--json").out)
    shown = [record["id"] for record in told["records"]]
    assert told["estimate"]["passed"] == 2
    made = [json.loads(line) for line in run("generate", orders, *cheap, "--json").out.splitlines()][:-1]
    assert {*shown} <= {record["id"] for record in made}


def test_options_go_before_the_budgets_of_the_file(run: Any, orders: Path, cheap: Any) -> None:
    """Of the whole run; what they don't say stays."""
    ended = run("generate", orders, *cheap, "--max-calls", "5", "--max-usd", "2", "--preview", "1", "--json")
    limits = json.loads(ended.out)["limits"]["total"]
    assert (limits["max_calls"], limits["max_usd"], limits["when_spent"]) == (5, 2, "pause")


def test_a_stopped_run_is_resumed_by_its_folder(run: Any, orders: Path, cheap: Any, tmp_path: Path) -> None:
    """Writer, orders and limits come from its ledger; only what isn't kept in it is given again."""
    run("generate", orders, *cheap, "--preview", "1", "--run", tmp_path / "night")
    ended = run("resume", tmp_path / "night", *cheap[2:])
    assert ended.code == 0
    assert "all: 3 accepted + 0 short = 3; " in ended.out
    assert len((tmp_path / "night" / "accepted.jsonl").read_text("utf-8").splitlines()) == 3
    again = run("resume", tmp_path / "night", *cheap[2:])
    assert "complete already" in again.out


def test_a_cancelled_run_is_opened_again_by_resume_alone(run: Any, orders: Path, cheap: Any, tmp_path: Path) -> None:
    """What was cancelled stays so; other samples take their place."""
    night = tmp_path / "night"
    run("generate", orders, *cheap, "--preview", "1", "--run", night)
    assert "and with it 3 undecided samples" in run("cancel", night, "--who", "me").out
    refused = run("generate", orders, *cheap, "--run", night)
    assert refused.code == 2
    assert "was cancelled; `casewright resume` opens it again" in refused.err
    ended = run("resume", night, *cheap[2:])
    assert ended.code == 0
    told = json.loads(run("status", night, "--json").out)
    assert sum(order["outcomes"].get("cancelled", 0) for order in told["orders"]) == 3
    assert all(order["short"] == 0 for order in told["orders"])


def test_a_run_with_other_rubrics_at_hand_is_left_alone(run: Any, orders: Path, cheap: Any, tmp_path: Path) -> None:
    """It would decide otherwise; what differs is named."""
    run("generate", orders, *cheap, "--preview", "1", "--run", tmp_path / "night")
    refused = run("resume", tmp_path / "night", *cheap[4:])
    assert refused.code == 2
    assert "can't be worked on from here: what judges (" in refused.err


def test_fewer_than_asked_says_why(run: Any, orders: Path, cheap: Any) -> None:
    """Exit code 3, the same with resume, and the reason of each order. Nobody is certified to let pass."""
    orders.write_text("orders: [{code: F32.1, n: 2, max_samples: 2, kind: progress, level: named}]", "utf-8")
    ended = run("generate", orders, *cheap[:4], "--run", "night")
    assert ended.code == 3
    assert "all: 0 accepted + 2 short = 2; 2 samples = 2 needs_review" in ended.out
    assert "this start ended short" in ended.out
    assert "all of its 2 samples were tried" in ended.out
    assert run("resume", "night", *cheap[2:4]).code == 3


def test_a_shared_ledger_holds_several_runs(run: Any, orders: Path, cheap: Any, tmp_path: Path) -> None:
    """By URL; exports go to a folder by the run's id, and an id is enough to name a run."""
    url = f"sqlite:///{tmp_path / 'team.sqlite'}"
    assert run("generate", orders, *cheap, "--ledger", url, "--preview", "1").code == 0
    assert run("generate", "F32.1", "--kind", "progress", "--level", "named", *cheap, "--ledger", url).code == 0
    listed = run("status", "--ledger", url).out.splitlines()
    assert len(listed) == 2
    first = listed[0].split()[0]
    ended = run("resume", first, *cheap[2:], "--ledger", url)
    assert ended.code == 0, ended.err
    assert run("show", f"{url}#{first}").code == 0
    assert run("status", f"{url}#{first}", "--json").code == 0


def test_a_ledger_of_another_project(run: Any, orders: Path, cheap: Any, tmp_path: Path) -> None:
    """Its runs are not seen from here; which project was asked is said."""
    run("generate", orders, *cheap, "--preview", "1", "--run", tmp_path / "night", "--project", "ward-7")
    refused = run("status", tmp_path / "night")
    assert refused.code == 2
    assert "holds no run of project 'default'; name another with --project" in refused.err
    assert run("status", tmp_path / "night", "--project", "ward-7").code == 0
