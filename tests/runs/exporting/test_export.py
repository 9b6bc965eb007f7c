"""Exports: read from the ledger as decisions stand, there whole or not at all, never mixed."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import InputError, StorageError, UnknownNameError, UsageError
from casewright.runs.decisions import record_decision
from casewright.runs.exporting import Export, export_run
from casewright.runs.exporting.columns import COLUMNS, flat_row
from casewright.runs.exporting.csv_table import FORMULA, MARKED
from casewright.runs.exporting.hub import write_shards
from casewright.testing.kept_run import RUN, keep_run, made_record
from casewright.testing.memory_ledger import MemoryLedger
from casewright.types import Outcome, Record
from casewright.wire import from_json

OUTCOMES: list[Outcome | None] = ["accepted", "needs_review", "accepted", "surplus", "rejected", "error", None]


@pytest.fixture
async def ledger() -> MemoryLedger:
    found = MemoryLedger()
    await keep_run(found, OUTCOMES, n=2)
    return found


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


async def test_only_what_was_accepted_unless_more_is_asked(ledger: MemoryLedger, tmp_path: Path) -> None:
    """The rest is counted, surplus too."""
    done = await export_run(ledger, RUN, Export(tmp_path / "set.jsonl"))
    assert [row["id"][-4:] for row in lines(tmp_path / "set.jsonl")] == ["0000", "0002"]
    assert done.rows == {"accepted": 2}
    assert done.left == {"needs_review": 1, "surplus": 1, "rejected": 1, "error": 1}
    assert done.undecided == 1
    assert all(row["synthetic"] is True for row in lines(tmp_path / "set.jsonl"))


async def test_a_line_is_the_record(ledger: MemoryLedger, tmp_path: Path) -> None:
    """Everything that is known, with the decision that stands."""
    await export_run(ledger, RUN, Export(tmp_path / "set.jsonl"))
    assert from_json(Record, lines(tmp_path / "set.jsonl")[0]) == made_record(0)


async def test_several_outcomes_lie_apart(ledger: MemoryLedger, tmp_path: Path) -> None:
    """In a folder with a file each, and what is in it beside."""
    await export_run(ledger, RUN, Export(tmp_path / "set", "csv", ("accepted", "error")))
    assert sorted(path.name for path in (tmp_path / "set").iterdir()) == ["accepted.csv", "errors.csv", "export.json"]
    told = json.loads((tmp_path / "set" / "export.json").read_text("utf-8"))
    assert told["rows"] == {"accepted": 2, "error": 1}
    assert set(told["files"]) == {"accepted.csv", "errors.csv"}


async def test_an_export_follows_a_persons_decision(ledger: MemoryLedger, tmp_path: Path) -> None:
    """It reads the ledger, not the files of a run."""
    first, second, *_ = [row.planned.id for row in await ledger.samples(RUN)]
    await record_decision(ledger, RUN, first, "reject", who="dr-a", why="says too much")
    await record_decision(ledger, RUN, second, "accept", who="dr-a", why="reads true")
    await export_run(ledger, RUN, Export(tmp_path / "set.jsonl"))
    rows = lines(tmp_path / "set.jsonl")
    assert [row["id"][-4:] for row in rows] == ["0001", "0002"]
    assert rows[0]["decision"]["who"] == "dr-a"


async def test_a_target_that_exists_is_left_alone(ledger: MemoryLedger, tmp_path: Path) -> None:
    """Unless it is to be replaced; then it is replaced as a whole."""
    target = tmp_path / "set.jsonl"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists"):
        await export_run(ledger, RUN, Export(target))
    assert target.read_text("utf-8") == "mine"
    await export_run(ledger, RUN, Export(target, overwrite=True))
    assert len(lines(target)) == 2


async def test_a_folder_of_somebody_elses_is_never_replaced(ledger: MemoryLedger, tmp_path: Path) -> None:
    """Only one that an export made is."""
    target = tmp_path / "set"
    target.mkdir()
    (target / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is no folder that an export made"):
        await export_run(ledger, RUN, Export(target, overwrite=True))
    assert (target / "thesis.txt").is_file()
    again = Export(tmp_path / "own", outcomes=("accepted", "surplus"), overwrite=True)
    await export_run(ledger, RUN, again)
    await export_run(ledger, RUN, Export(tmp_path / "own", overwrite=True))
    assert sorted(path.name for path in (tmp_path / "own").iterdir()) == ["accepted.jsonl", "export.json"]


@pytest.mark.parametrize("name", ["set.jsonl", "set"])
async def test_what_fails_half_way_leaves_nothing(
    ledger: MemoryLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Neither a part of the target nor a file beside it."""
    read = ledger.record

    async def broken(run: str, sample: str, judging: str | None = None) -> Any:
        if sample.endswith("2"):
            raise StorageError("the ledger went away")
        return await read(run, sample, judging)

    monkeypatch.setattr(ledger, "record", broken)
    with pytest.raises(StorageError):
        await export_run(ledger, RUN, Export(tmp_path / name))
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - a path would block


@pytest.mark.parametrize(
    ("name", "kind", "outcomes", "told"),
    [
        ("a.csv", "jsonl", ("accepted",), "named like a file of another format"),
        ("a.parquet", "hf", ("accepted",), "a folder is made"),
        ("a.jsonl", "jsonl", ("accepted", "surplus"), "name a folder"),
    ],
    ids=["suffix", "hf", "several"],
)
async def test_a_name_that_means_something_else_is_refused(
    ledger: MemoryLedger, tmp_path: Path, name: str, kind: Any, outcomes: Any, told: str
) -> None:
    """Before anything is made."""
    with pytest.raises(UsageError, match=told):
        await export_run(ledger, RUN, Export(tmp_path / name, kind, outcomes))


async def test_unknown_names_and_empty_outcomes_are_refused(ledger: MemoryLedger, tmp_path: Path) -> None:
    """With what there is."""
    with pytest.raises(UnknownNameError, match="xlsx"):
        await export_run(ledger, RUN, Export(tmp_path / "a", "xlsx"))  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="good"):
        await export_run(ledger, RUN, Export(tmp_path / "a", outcomes=("good",)))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="nothing cancelled to export; it has 2 accepted"):
        await export_run(ledger, RUN, Export(tmp_path / "a", outcomes=("cancelled",)))
    with pytest.raises(UsageError, match="under judging 'other'"):
        await export_run(ledger, RUN, Export(tmp_path / "a", judging="other"))


async def test_a_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    """A cell that begins as a formula does gets an apostrophe, and its column is named so that it can be taken away."""
    ledger = MemoryLedger()
    await keep_run(ledger, ["accepted"], n=1, text="=HYPERLINK(1)\nMood: low")
    await export_run(ledger, RUN, Export(tmp_path / "set.csv", "csv"))
    with (tmp_path / "set.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["text"] == "'=HYPERLINK(1)\nMood: low"
    assert json.loads(row[MARKED]) == ["text"]
    assert not any(cell.startswith(FORMULA) for cell in row.values())


async def test_parquet_keeps_types_and_texts(ledger: MemoryLedger, tmp_path: Path) -> None:
    """Also of columns in which nothing stands."""
    parquet = pytest.importorskip("pyarrow.parquet")
    await export_run(ledger, RUN, Export(tmp_path / "set.parquet", "parquet"))
    found = parquet.read_table(tmp_path / "set.parquet")
    assert found.column_names == [column.name for column in COLUMNS]
    assert [str(found.schema.field(name).type) for name in ("text", "usd", "calls", "marks", "synthetic")] == [
        "string", "double", "int64", "list<element: string>", "bool",
    ]  # fmt: skip
    assert found["text"][0].as_py() == made_record(0).text
    assert json.loads(found["case"][0].as_py())["person"]["age"] == 30


async def test_shards_are_numbered_and_hold_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of seven at three a shard there are three."""
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("casewright.runs.exporting.hub.SHARD", 3)

    async def records() -> Any:
        for index in range(7):
            yield made_record(index)

    assert await write_shards(tmp_path, "accepted", records(), 7) == 7
    files = sorted((tmp_path / "data" / "accepted").iterdir())
    assert [path.name for path in files] == [f"train-0000{n}-of-00003.parquet" for n in range(3)]
    assert [len(parquet.read_table(path)) for path in files] == [3, 3, 1]


def test_lone_surrogates_keep_their_places() -> None:
    """UTF-8 has none for them; offsets hold."""
    row = flat_row(made_record(0, text="a\ud800b"))
    assert row["text"] == "a\ufffdb"


async def test_a_line_with_a_lone_surrogate_is_exact(tmp_path: Path) -> None:
    """JSON can escape what UTF-8 can't hold: the text returned is the text scored."""
    ledger = MemoryLedger()
    await keep_run(ledger, ["accepted"], n=1, text="a\ud800b")
    await export_run(ledger, RUN, Export(tmp_path / "set.jsonl"))
    assert lines(tmp_path / "set.jsonl")[0]["text"] == "a\ud800b"


async def test_one_record_is_held_at_a_time(tmp_path: Path) -> None:
    """Records are asked for one by one, each after the one before was written."""
    import gc
    import weakref

    ledger = MemoryLedger()
    await keep_run(ledger, ["accepted"] * 40, n=40)
    alive: list[weakref.ref[Any]] = []

    class Kept(dict[str, Any]):
        pass

    read, most = ledger.record, 0

    async def counted(run: str, sample: str, judging: str | None = None) -> Any:
        nonlocal most
        found = Kept(await read(run, sample, judging) or {})
        gc.collect()
        alive.append(weakref.ref(found))
        most = max(most, sum(one() is not None for one in alive))
        return found

    ledger.record = counted  # type: ignore[method-assign]
    gc.collect()
    gc.freeze()  # what other tests left would be looked through forty times
    try:
        await export_run(ledger, RUN, Export(tmp_path / "set.jsonl"))
    finally:
        gc.unfreeze()
    assert 0 < most <= 2
