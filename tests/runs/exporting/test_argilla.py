"""The folder for Argilla: what it says of itself holds for every record in it.

Version 2.8.0 of Argilla's SDK read such a folder (``Dataset.from_disk``); these tests hold what it relies on.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casewright.runs.exporting import Export, export_run
from casewright.runs.exporting.argilla import ArgillaFolder
from casewright.testing import MemoryLedger
from casewright.testing.kept_run import RUN, keep_run, made_record
from casewright.types import CriterionResult, Fidelity, Quote, Vote

TYPES = {"label_selection", "multi_label_selection", "span", "text"}


def fidelity() -> Fidelity:
    quote = (Quote("Mood is low", 0, 11),)
    present = tuple(Vote(name, "low-mood", "rules", "present", "found", quote) for name in ("rules", "judge"))
    missing = (Vote("rules", "elation", "rules", "not_mentioned", "not found"),)
    criteria = (
        CriterionResult("low-mood", "supports", "diagnosis", 1.0, "met", present),
        CriterionResult("elation", "contradicts", "diagnosis", 1.0, "met", missing),
    )
    return Fidelity(0.9, 0.9, 1.0, (), None, criteria)


def read(folder: Path) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    dataset, settings = (
        json.loads((folder / ".argilla" / f"{name}.json").read_text()) for name in ("dataset", "settings")
    )
    return dataset, settings, json.loads((folder / "records.json").read_text())


@pytest.fixture(params=[True, False], ids=["with verdicts", "blind"])
def told(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
async def folder(tmp_path: Path, *, told: bool) -> Path:
    """An export of two outcomes."""
    ledger = MemoryLedger()
    await keep_run(ledger, ["accepted", "needs_review", "rejected", "error"], n=2, fidelity=fidelity())
    target = tmp_path / "for-argilla"
    await export_run(ledger, RUN, Export(target, "argilla", ("accepted", "rejected", "error"), told=told))
    return target


async def test_every_record_fits_the_settings_beside_it(folder: Path, *, told: bool) -> None:
    """Fields, metadata, and suggestions to questions that are asked, with values that may be chosen."""
    dataset, settings, records = read(folder)
    assert dataset["name"] == f"casewright-{RUN}"
    assert [one["id"].split("-")[-1] for one in records] == ["0000", "0002"]
    fields = {one["name"] for one in settings["fields"]}
    questions = {one["name"]: one["settings"] for one in settings["questions"]}
    metadata = {one["name"] for one in settings["metadata"]}
    assert {one["type"] for one in questions.values()} == TYPES
    assert questions["evidence"]["field"] in fields
    for record in records:
        assert set(record["fields"]) == fields
        assert set(record["metadata"]) <= metadata
        assert set(record["suggestions"]) <= set(questions)
        assert bool(record["suggestions"]) == told
        for name, one in record["suggestions"].items():
            options = {option["value"] for option in questions[name].get("options", ())}
            values = one["value"] if isinstance(one["value"], list) else [one["value"]]
            assert {value["label"] if isinstance(value, dict) else value for value in values} <= options


async def test_a_blind_folder_says_nothing_of_what_was_decided(folder: Path, *, told: bool) -> None:
    """Neither in metadata nor in suggestions."""
    text = (folder / "records.json").read_text()
    assert all((word in text) == told for word in ("rejected", "outcome", "support"))


async def test_quotations_are_spans_of_the_report(tmp_path: Path) -> None:
    """In code points, once however many critics quote them."""
    with ArgillaFolder(tmp_path, "x", told=True) as made:
        assert made.add(replace(made_record(0), fidelity=fidelity(), text="Mood is low 🙂 today"))
    _, _, (record,) = read(tmp_path)
    assert record["suggestions"]["evidence"]["value"] == [{"start": 0, "end": 11, "label": "low-mood"}]
    assert record["suggestions"]["present"]["value"] == ["low-mood"]


@pytest.mark.parametrize("changed", [{"masked": True}, {"text": None}], ids=["masked", "no text"])
def test_what_can_not_be_judged_is_left_out(tmp_path: Path, changed: dict[str, Any]) -> None:
    """There is no text, or part of it is hidden; a folder without records is whole all the same."""
    with ArgillaFolder(tmp_path, "x") as made:
        assert not made.add(replace(made_record(0), **changed))
    assert read(tmp_path)[2] == []
