"""``casewright study run``: cells that tell the same cases, go on where they were, and stop no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casewright.testing import FaultEndpoint, replies

NOBODY = "http://127.0.0.1:9/v1"
CELLS = [
    "parrot-low-mood-once-s0",
    "one-low-mood-loop-s0",
    "one-low-mood-once-s0",
    "two-low-mood-loop-s0",
    "two-low-mood-once-s0",
]


def texts(endpoint: FaultEndpoint) -> list[str]:
    return [request.text for request in endpoint.chats]


def test_every_cell_tells_the_same_cases(desk: Any, served: Any, faithful: Any) -> None:
    """Each is an ordinary run, tried in full; the single draft finds the loop's first in the study's cache."""
    with served(faithful) as endpoint:
        desk.settle({"one": endpoint.api_base, "two": endpoint.api_base})
        ended = desk.work()
        asked = texts(endpoint)
        again = desk.work()
    assert (ended.code, again.code) == (0, 0)
    cells = desk.cells()
    assert list(cells) == CELLS
    assert {(cell["state"], cell["decided"], cell["samples"]) for cell in cells.values()} == {("complete", 2, 2)}
    told = {name: sorted((one["id"], json.dumps(one["case"])) for one in desk.records(name)) for name in CELLS}
    assert all(told[name] == told[CELLS[0]] for name in CELLS)
    calls, distinct = sum(cell["used"]["calls"] for name, cell in cells.items() if "loop" in name), len(set(asked))
    assert calls == distinct
    assert cells["one-low-mood-once-s0"]["used"]["usd"] == 0
    assert "5 of 5 cells are complete: nothing is left to write" in again.out
    assert len(texts(endpoint)) == len(asked)
    assert {"What was told?"}.isdisjoint(one["text"] for name in CELLS for one in desk.records(name))


def test_study_json_says_what_it_was(desk: Any, served: Any, faithful: Any) -> None:
    """File, versions, models, times, outcomes: enough to publish, and no text."""
    with served(faithful) as endpoint:
        desk.settle({"one": endpoint.api_base, "two": endpoint.api_base})
        ended = desk.work("--json", "--only", "one")
    told = json.loads(ended.out)
    assert told == json.loads(Path("out/study.json").read_text("utf-8"))
    assert told["content"]["orders"]["low-mood"]["n"] == 2
    assert {"casewright", "python", "platform", "cores"} <= set(told["versions"])
    assert told["writers"]["one"]["fingerprint"].startswith("openai/one")
    states = {cell["name"]: cell["state"] for cell in told["cells"]}
    assert [name for name, state in states.items() if state == "complete"] == CELLS[1:3]
    assert all(cell["seconds"] > 0 and cell["began"] for cell in told["cells"] if cell["state"] == "complete")
    assert endpoint.api_base not in ended.out


def test_a_cell_that_generate_began_is_taken_over(desk: Any, served: Any, faithful: Any) -> None:
    """With the study's round size it is the same run: nothing of it is paid again."""
    with served(faithful) as endpoint:
        desk.settle({"one": endpoint.api_base, "two": endpoint.api_base})
        config = Path("c.yaml").read_text("utf-8")
        Path("own.yaml").write_text(config + "gate: {round_size: 2}\n", encoding="utf-8")
        place = f"out/runs/{CELLS[1]}"
        given = ("F32.1", "--kind", "progress", "--level", "named", "-n", "2", "--max-samples", "2")
        begun = desk.run("generate", *given, "--max-attempts", "2", "--writer", "one", "--config", "own.yaml",
                         "--run", place, *desk.shared)  # fmt: skip
        asked = len(texts(endpoint))
        ended = desk.work("--only", CELLS[1])
        assert len(texts(endpoint)) == asked > 0
    assert (begun.code, ended.code) == (0, 0)
    summary = json.loads(Path(place, "summary.json").read_text("utf-8"))
    assert desk.cells()[CELLS[1]]["run"] == summary["run"]
    assert desk.cells()[CELLS[1]]["seconds"] > 0


def test_a_model_that_refuses_stops_no_other(desk: Any, served: Any, faithful: Any) -> None:
    """Its cells wait, and are named; once it answers, the same command completes them and nothing else."""
    with served(default=replies.refused_key()) as dead, served(faithful) as alive:
        desk.settle({"one": dead.api_base, "two": alive.api_base})
        ended = desk.work()
        asked = len(texts(alive))
        states = {name: cell["state"] for name, cell in desk.cells().items()}
        assert ended.code == 4
        assert states == dict(zip(CELLS, ("complete", "paused", "waiting", "complete", "complete"), strict=True))
        assert f"{CELLS[1]} is paused: 'openai/one' at one: its key is refused" in ended.out
        assert f"{CELLS[2]} is waiting: 'one' did not answer in another cell" in ended.out
        desk.settle({"one": alive.api_base, "two": alive.api_base})
        again = desk.work()
        assert again.code == 0
        assert not any('"two"' in text for text in texts(alive)[asked:])
    assert {cell["state"] for cell in desk.cells().values()} == {"complete"}


def test_a_cell_can_be_resumed_as_any_run(desk: Any, served: Any, faithful: Any) -> None:
    """Its round size, which the study set, is the run's own; the study then finds it complete."""
    with served(faithful) as endpoint:
        desk.settle({"one": endpoint.api_base, "two": endpoint.api_base}, "concurrency: 1")
        text = Path("study.yaml").read_text("utf-8")
        desk.write(text + "budgets: {max_calls: 1}\n")
        begun = desk.work("--only", CELLS[1])
        resumed = desk.run("resume", f"out/runs/{CELLS[1]}", "--config", "c.yaml", "--max-calls", "50", *desk.shared)
        asked = len(texts(endpoint))
        desk.write(text)
        ended = desk.work("--only", CELLS[1])
        assert (begun.code, resumed.code, ended.code) == (3, 0, 0)
        assert len(texts(endpoint)) == asked
    assert desk.cells()[CELLS[1]]["state"] == "complete"


def test_a_spent_budget_ends_the_study(desk: Any, served: Any, faithful: Any) -> None:
    """Exit 3, however it is spread over cells; a larger one goes on."""
    with served(faithful) as endpoint:
        desk.settle({"one": endpoint.api_base, "two": endpoint.api_base})
        text = Path("study.yaml").read_text("utf-8")
        desk.write(text + "budgets: {max_calls: 1}\n")
        ended = desk.work()
        assert (ended.code, len(texts(endpoint))) == (3, 2)  # two were begun at once
        assert "1 calls are spent (max_calls of the study; 2 used)" in ended.err
        desk.write(text)
        assert desk.work().code == 0
        twice = len(texts(endpoint)) - len(set(texts(endpoint)))
        assert twice == 0


def test_a_key_that_is_missing_is_said_before_anything_is_written(desk: Any) -> None:
    """Its cells fail with that reason, and others go on."""
    desk.settle({"one": NOBODY, "two": NOBODY})
    config = Path("c.yaml").read_text("utf-8").replace("model: openai/one", "api_key_env: NO_SUCH, model: openai/one")
    Path("c.yaml").write_text(config, encoding="utf-8")
    ended = desk.work("--only", "one", "--only", "parrot")
    assert "the key of 'one' is not set: no environment variable 'NO_SUCH'" in ended.err
    assert desk.cells()[CELLS[0]]["state"] == "complete"
    assert desk.cells()[CELLS[1]]["state"] == "failed"
    assert f"{CELLS[1]} is failed: the key of 'openai/one' is not set" in ended.out
    assert ended.code == 2


def test_a_dry_run_writes_nothing(desk: Any, served: Any, faithful: Any) -> None:
    """Cells and samples; an estimate where some were tried already, and why there is none elsewhere."""
    with served(faithful) as endpoint:
        desk.settle({"one": endpoint.api_base, "two": endpoint.api_base})
        before = desk.work("--dry-run")
        assert not Path("out").exists()
        assert (before.code, len(texts(endpoint))) == (0, 0)
        assert "5 cells, 10 samples" in before.out
        desk.work("--only", CELLS[1])
        asked = len(texts(endpoint))
        told = json.loads(desk.work("--dry-run", "--json").out)
        assert len(texts(endpoint)) == asked
    arms = {arm["arm"]: arm for arm in told["arms"]}
    assert arms["two-low-mood-loop"]["whole"] is None
    assert arms["one-low-mood-loop"]["whole"]["calls"]["total"]["point"] == asked
    assert arms["one-low-mood-loop"]["seconds_left"]["high"] == 0


def test_cells_begun_otherwise_are_refused(desk: Any, served: Any, faithful: Any) -> None:
    """A raised n would need a second round, steered by the first; another model is another run."""
    text = Path("study.yaml").read_text("utf-8") + "round_size: 4\n"
    with served(faithful) as endpoint:
        desk.settle({"one": endpoint.api_base, "two": endpoint.api_base})
        desk.write(text)
        assert desk.work("--only", "parrot", "--only", CELLS[1]).code == 0
        asked = len(texts(endpoint))
        desk.write(text.replace("n: 2", "n: 3"))
        raised = desk.work()
        desk.write(text.replace("attempts: 2", "attempts: 3"))
        other = desk.work()
        assert len(texts(endpoint)) == asked
    assert (raised.code, other.code) == (2, 2)
    assert "2 of 5 cells were begun otherwise; give another folder with --out" in raised.err
    assert "was begun with n = 2; the study asks 3" in raised.err
    assert f"{CELLS[1]}: its folder holds run" in other.err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(("two: two", "two: nobody"), "unknown model 'nobody'", id="unknown-writer"),
        pytest.param(("two: two", "two: one"), "are one run", id="one-model-twice"),
        pytest.param(("F32.1", "F32.19"), "unknown ICD-10 code 'F32.19'", id="unknown-code"),
        pytest.param(("title: Small", "title: [1"), "study.yaml:", id="no-yaml"),
    ],
)
def test_a_study_that_cannot_be_run(desk: Any, change: tuple[str, str], told: str) -> None:
    """Exit 2 before anything is written."""
    desk.settle({"one": NOBODY, "two": NOBODY})
    desk.write(Path("study.yaml").read_text("utf-8").replace(*change))
    ended = desk.work()
    assert ended.code == 2
    assert told in ended.err
    assert not Path("out").exists()


def test_a_folder_of_somebody_elses_is_refused(desk: Any) -> None:
    """Nothing is written over a study.json that isn't a study's."""
    desk.settle({"one": NOBODY, "two": NOBODY})
    Path("out").mkdir()
    Path("out/study.json").write_text("[]", encoding="utf-8")
    ended = desk.work()
    assert ended.code == 2
    assert "is no journal of `casewright study run`; give another folder with --out" in ended.err
