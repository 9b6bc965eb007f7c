"""Arms from places, and what is refused before figures could mislead."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casewright.errors import InputError
from casewright.ledger import FILE_NAME
from casewright.studies.loading import Loaded, Place, form_arms, read_places
from casewright.types import RubricRef

RECORD = (
    '{{"id": "x", "decision": {{"outcome": "{outcome}"}}, "language": "en", "code": "F20.0", "system": "s", '
    '"run": "r"{more}}}'
)


def place(folder: Path, arm: str = "") -> Place:
    ledger = folder / FILE_NAME
    return Place(str(folder), "run", folder, str(ledger) if ledger.is_file() else "", arm=arm)


def load(*places: Place, **more: Any) -> Loaded:
    return form_arms(*read_places(places, **more))


def test_a_run_is_an_arm(exports: Callable[..., Path]) -> None:
    """With every sample, however it ended, under its writer's name and whether drafts went back."""
    folder = exports("one", ["accepted", "rejected", "error", "accepted"], models={"writer": "embedded/small"})
    (arm,) = load(place(folder)).arms
    assert (arm.name, arm.writer, arm.loop) == ("small, loop", "embedded/small", True)
    assert [one.outcome for one in arm.reports] == ["accepted", "rejected", "error", "accepted"]
    assert len(arm.passed) == 2
    assert len(arm.written) == 3


def test_runs_that_told_the_same_case_share_its_pair(exports: Callable[..., Path]) -> None:
    """And only those: the pair names the case, not its place in an order."""
    first = exports("one", ["accepted", "rejected"], models={"writer": "a"})
    second = exports("two", ["rejected", "rejected"], models={"writer": "b"})
    a, b = load(place(first), place(second)).arms
    assert [one.pair for one in a.reports] == [one.pair for one in b.reports]
    assert len({one.pair for one in a.reports}) == 2


def test_records_lose_whatever_holds_words_of_a_text(exports: Callable[..., Path]) -> None:
    """What parts are given beside the text holds none of it, nor a reason's message."""
    (arm,) = load(place(exports("one", ["rejected"]))).arms
    told = json.dumps(arm.reports[0].record)
    assert "sleeps little" in arm.reports[0].text
    assert "sleeps" not in told
    assert "is not met" not in told
    assert arm.reports[0].record["decision"]["reasons"][0]["criterion"] == "low-mood"


def test_runs_given_one_name_are_one_arm(exports: Callable[..., Path]) -> None:
    """Seeds of a writer, say; ids of their samples are told apart."""
    folders = [exports(name, ["accepted", "rejected"]) for name in ("s0", "s1")]
    (arm,) = load(*(place(folder, "mine") for folder in folders)).arms
    assert arm.name == "mine"
    assert len({one.id for one in arm.reports}) == 4


def test_writers_of_one_name_are_told_apart_by_their_folder(exports: Callable[..., Path]) -> None:
    """Two runs of a writer, given without a name, stay two arms."""
    folders = [exports(name, ["accepted"], models={"writer": "w"}, attempts=1) for name in ("s0", "s1")]
    assert [arm.name for arm in load(*map(place, folders)).arms] == ["w (s0)", "w (s1)"]


def test_the_parrot_stands_last_and_delivers_what_passed(exports: Callable[..., Path]) -> None:
    """Wherever it was named."""
    parrot = exports("p", ["accepted", "rejected"])
    other = exports("o", ["accepted"], models={"writer": "w"}, attempts=1)
    *_, last = load(place(parrot), place(other)).arms
    assert (last.name, last.parrot, last.delivers, len(last.delivered)) == ("parrot", True, "passed", 1)


def test_a_ledger_says_what_exports_do_not(kept: Callable[..., Path]) -> None:
    """Without exports beside it the ledger is read, and it knows the attempts allowed and the levels."""
    loaded = load(place(kept("run", ["accepted", "rejected", "accepted"], 2)))
    (arm,) = loaded.arms
    assert arm.parrot
    assert len(arm.reports) == 3
    assert set(loaded.levels.values()) == {"named"}
    assert loaded.targets["sex"]


@pytest.mark.parametrize(
    ("outcomes", "n", "why"),
    [
        (["accepted", None], 2, "1 of 2 samples are undecided"),
        (["accepted"], 5, "it stopped before its orders were full"),
    ],
    ids=["undecided", "stopped"],
)
def test_a_run_that_is_not_finished_is_refused(kept: Callable[..., Path], outcomes: Any, n: int, why: str) -> None:
    """Unless asked for, and then it is said."""
    folder = kept("run", outcomes, n)
    with pytest.raises(InputError, match=why):
        load(place(folder))
    assert why in " ".join(load(place(folder), partial=True).said)


def test_a_run_in_two_places_is_refused(exports: Callable[..., Path]) -> None:
    """A copy of a run's folder is the same run."""
    one, two = exports("one", ["accepted"], run="same"), exports("two", ["accepted"], run="same")
    with pytest.raises(InputError, match="run 'same' is given twice"):
        load(place(one), place(two))
    with pytest.raises(InputError, match="is given twice"):
        load(place(one), place(one))


def test_two_rubrics_for_one_code_are_refused(exports: Callable[..., Path]) -> None:
    """Verdicts under them don't mean the same."""
    one = exports("one", ["accepted"])
    two = exports("two", ["accepted"], rubric=RubricRef("who:F32.1", "2.0.0", "def"))
    with pytest.raises(InputError, match=r"judged differently: F32\.1 .*1\.0\.0.*2\.0\.0.*rejudge"):
        load(place(one), place(two))


def test_one_name_for_two_writers_is_refused(exports: Callable[..., Path]) -> None:
    """The arm would be nobody's."""
    one, two = exports("one", ["accepted"], models={"writer": "a"}), exports("two", ["accepted"])
    with pytest.raises(InputError, match="arm 'x' mixes writers"):
        load(place(one, "x"), place(two, "x"))


def test_arms_with_other_codes_are_said(exports: Callable[..., Path]) -> None:
    """Not refused: figures by code still compare."""
    one = exports("one", ["accepted"], models={"writer": "a"})
    two = exports("two", ["accepted"], models={"writer": "b"}, code="F41.1", rubric=None)
    assert "arms hold different orders" in " ".join(load(place(one), place(two)).said)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{not json", "line 2: not valid JSON"),
        ('{"id": "x"}', "line 2: no record: field 'decision' is missing"),
        (RECORD.format(outcome="fine", more=""), "line 2: no record: its outcome"),
        (RECORD.format(outcome="accepted", more=', "fidelity": 7'), "line 2: no record: a field is of another kind"),
    ],
    ids=["json", "no record", "outcome", "kind"],
)
def test_a_corrupt_line_is_named_by_its_number(exports: Callable[..., Path], line: str, why: str) -> None:
    """And not shown."""
    folder = exports("one", ["accepted"])
    with (folder / "accepted.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(InputError, match=why):
        load(place(folder))


def test_a_sample_in_two_lines_is_refused(exports: Callable[..., Path]) -> None:
    """Exports that were put together by hand would count it twice."""
    folder = exports("one", ["accepted"])
    (folder / "surplus.jsonl").write_text((folder / "accepted.jsonl").read_text("utf-8"), encoding="utf-8")
    with pytest.raises(InputError, match="stands in another line already"):
        load(place(folder))


def test_files_of_texts_are_arms_without_pairs(tmp_path: Path) -> None:
    """Equal row numbers or ids of two files don't make two reports one case."""
    rows = [{"id": "1", "text": "He sleeps well.", "code": "F20.0"}, {"id": "2", "text": ""}]
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    loaded = load(*(Place(name, "file", tmp_path / name) for name in ("a.jsonl", "b.jsonl")))
    a, b = loaded.arms
    assert (a.name, b.name, a.loop, a.writer) == ("a", "b", None, "")
    assert a.reports[0].pair != b.reports[0].pair
    assert "row 2: empty text" in loaded.said[0]


def test_a_file_of_judged_reports_keeps_its_verdicts(exports: Callable[..., Path]) -> None:
    """Also one that holds what was accepted alone, which is said."""
    folder = exports("one", ["accepted", "rejected"])
    loaded = load(Place("accepted.jsonl", "file", folder / "accepted.jsonl"))
    (arm,) = loaded.arms
    assert arm.reports[0].record["fidelity"]["support"] == 0.9
    assert not arm.reports[0].run
    assert "accepted alone" in loaded.said[0]


def test_an_id_that_a_judged_file_has_twice_is_made_to_stand_once(exports: Callable[..., Path], tmp_path: Path) -> None:
    """Ids of rows judged by `evaluate` are anybody's."""
    line = (exports("one", ["accepted"]) / "accepted.jsonl").read_text("utf-8")
    (tmp_path / "records.jsonl").write_text(line * 2, encoding="utf-8")
    (arm,) = load(Place("records.jsonl", "file", tmp_path / "records.jsonl")).arms
    assert len({one.id for one in arm.reports}) == 2
