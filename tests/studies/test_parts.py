"""Parts measured one by one: kept by content, and none takes the others down."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from casewright.errors import StorageError, UnknownNameError
from casewright.measures.figure import Figure
from casewright.overlays import overlaid
from casewright.studies import parts as registry
from casewright.studies.fingerprint import material_fingerprint
from casewright.studies.material import Arm, Material, RealNote, StudyReport
from casewright.studies.part import Part, Scores
from casewright.studies.parts import PARTS, chosen_parts, measure_parts
from casewright.studies.picture import HeatMap, Picture
from casewright.studies.table import Column, Row, Table

SECRET = "the neighbour's yellow boat"


def material(**changed: Any) -> Material:
    report = StudyReport("1", "1", "F20.0", "en", "intake", "He hears voices.", "accepted")
    given: dict[str, Any] = {"arms": (Arm("a", (report,)),), "real": (RealNote("n", SECRET, "en"),), **changed}
    return Material(**given)


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Rooms that stand for the real ones, and how often each was asked to measure."""
    calls: dict[str, int] = {}

    def room(name: str) -> SimpleNamespace:
        def measure(material: Material, *before: Any) -> Part:
            calls[name] = calls.get(name, 0) + 1
            figure = Figure(0.5, 3, 0.1, 0.9, "Wilson")
            table = Table(name, name, ("Arm",), (Column("x", "X"),), (Row(("a",), {"x": figure}),))
            picture = Picture(name, name, "told", HeatMap(("a",), ("F20.0",), ((figure,),), "share"))
            return Part(
                name, PARTS[name].title, (table,), (picture,), scores=(Scores("s", "S", "high", {"a": {"1": 1.0}}),)
            )

        return SimpleNamespace(measure=measure, VERSION=1, calls=calls)

    made: dict[str, Any] = {entry.place: room(name) for name, entry in PARTS.items()}
    monkeypatch.setattr(registry, "import_module", lambda place: made[place])
    return {"calls": calls, **{name: made[entry.place] for name, entry in PARTS.items()}}


def test_a_part_measured_on_the_same_is_taken_as_it_is(rooms: dict[str, Any], tmp_path: Path) -> None:
    """And comes back whole from its file."""
    first = measure_parts(material(), tmp_path)
    again = measure_parts(material(), tmp_path)
    assert [run.part for run in again] == [run.part for run in first]
    assert all(run.reused for run in again)
    assert set(rooms["calls"].values()) == {1}


@pytest.mark.parametrize(
    "changed",
    [
        {"seed": 1},
        {"real": ()},
        {"arms": (Arm("b", ()),)},
        {"real": (RealNote("n", SECRET, "es"),)},
        {"targets": {"sex": {"female": 1.0}}},
    ],
    ids=["seed", "no notes", "arms", "language of a note", "targets"],
)
def test_other_material_is_measured_anew(rooms: dict[str, Any], tmp_path: Path, changed: dict[str, Any]) -> None:
    """Whatever of it changes."""
    measure_parts(material(), tmp_path, ["diversity"])
    (run,) = measure_parts(material(**changed), tmp_path, ["diversity"])
    assert not run.reused


def test_under_other_rubrics_everything_is_measured_anew(rooms: dict[str, Any], overlay: Path, tmp_path: Path) -> None:
    """Parts hold rubrics against texts: what was kept under ours says nothing of a folder's own."""
    measure_parts(material(), tmp_path, ["diversity"])
    with overlaid([overlay]):
        (run,) = measure_parts(material(), tmp_path, ["diversity"])
        (again,) = measure_parts(material(), tmp_path, ["diversity"])
    assert (run.reused, again.reused) == (False, True)


def test_a_part_that_means_something_else_now_is_measured_anew(rooms: dict[str, Any], tmp_path: Path) -> None:
    """Its version says so."""
    measure_parts(material(), tmp_path, ["fidelity"])
    rooms["fidelity"].VERSION = 2
    (run,) = measure_parts(material(), tmp_path, ["fidelity"])
    assert not run.reused


def test_comparisons_are_made_anew_when_scores_change(rooms: dict[str, Any], tmp_path: Path) -> None:
    """They are of the parts that were measured with them."""
    measure_parts(material(), tmp_path, ["fidelity", "comparisons"])
    *_, run = measure_parts(material(), tmp_path, ["comparisons"])
    assert not run.reused


def test_a_kept_part_that_is_damaged_is_measured_anew(rooms: dict[str, Any], tmp_path: Path) -> None:
    """A file that was cut off, or that another program wrote."""
    measure_parts(material(), tmp_path, ["privacy"])
    (file,) = (tmp_path / "parts").iterdir()
    file.write_text('{"id": "privacy"', encoding="utf-8")
    (run,) = measure_parts(material(), tmp_path, ["privacy"])
    assert not run.reused
    assert not run.failed
    assert json.loads(file.read_text("utf-8"))["title"] == "Privacy"


def test_a_part_that_fails_leaves_the_others(rooms: dict[str, Any], tmp_path: Path) -> None:
    """It says where, and nothing of what it was given."""

    def fail(material: Material) -> Part:
        raise ValueError(f"no vector for {SECRET}")

    rooms["resemblance"].measure = fail
    runs = {run.part.id: run for run in measure_parts(material(), tmp_path)}
    assert [name for name, run in runs.items() if run.failed] == ["resemblance"]
    (told,) = runs["resemblance"].part.not_assessed
    assert "ValueError" in told
    assert SECRET not in told


def test_a_room_that_is_missing_is_a_part_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name is told."""
    entry = replace(PARTS["privacy"], place="casewright.studies.not_there")
    monkeypatch.setattr(registry, "PARTS", {**PARTS, "privacy": entry})
    (run,) = measure_parts(material(), None, ["privacy"])
    assert run.failed
    assert "ModuleNotFoundError 'casewright.studies.not_there'" in run.part.not_assessed[0]


def test_a_number_that_is_none_fails_its_part(rooms: dict[str, Any], tmp_path: Path) -> None:
    """NaN has no JSON, and no reader could use it."""
    wrong = Part("privacy", "P", scores=(Scores("s", "S", None, {"a": {"1": float("nan")}}),))
    rooms["privacy"].measure = lambda material: wrong
    (run,) = measure_parts(material(), tmp_path, ["privacy"])
    assert run.failed


def test_a_full_disk_ends_the_report(rooms: dict[str, Any], tmp_path: Path) -> None:
    """Nothing more could be kept."""
    (tmp_path / "parts").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError, match="can't keep"):
        measure_parts(material(), tmp_path, ["privacy"])


def test_nothing_of_a_real_note_is_kept(rooms: dict[str, Any], tmp_path: Path) -> None:
    """What is kept is named by a hash of everything together."""
    measure_parts(material(), tmp_path)
    kept = "".join(f"{file.name} {file.read_text('utf-8')}" for file in (tmp_path / "parts").iterdir())
    assert SECRET not in kept
    assert len(material_fingerprint(material())) == 16


def test_an_unknown_part_names_those_there_are() -> None:
    """With the nearest."""
    with pytest.raises(UnknownNameError, match=r"unknown part 'diversty'; known: .*; nearest: diversity"):
        chosen_parts(["diversty"])
    assert chosen_parts(["privacy", "acceptance"]) == ("acceptance", "privacy")
    assert chosen_parts([]) == tuple(PARTS)
