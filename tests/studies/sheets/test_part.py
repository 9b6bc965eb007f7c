"""What people said, as figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from casewright.errors import InputError
from casewright.measures.figure import Figure
from casewright.studies.part import Part
from casewright.studies.sheets import RatedReport, Rating, people_part, read_people
from casewright.studies.sheets.marking import errors_per_hundred
from casewright.studies.sheets.telling import balanced_accuracy, dprime, share_of
from casewright.studies.table import Table
from casewright.wire import to_json

if TYPE_CHECKING:
    from casewright.studies.sheets.form import Verdict


def rated(arm: str, verdicts: Sequence[str], rater: str = "A", errors: Sequence[int] = ()) -> list[Rating]:
    """A rating of each text of an arm; ``errors`` are counts of invented details."""
    return [
        Rating(
            RatedReport(
                opaque=f"{arm}-{at}", arm=arm, report=str(at), pair=f"case {at}", code="F32.1", language="en", hash="",
                parrot=arm == "parrot", real=arm == "real notes",
            ),
            rater,
            cast("Verdict", verdict),
            {"invented detail": errors[at]} if at < len(errors) and errors[at] else {},
        )
        for at, verdict in enumerate(verdicts)
    ]  # fmt: skip


MADE = rated("one", ["synthetic"] * 8 + ["real"] * 2)
REAL = rated("real notes", ["synthetic"] * 2 + ["real"] * 8)


def table(part: Part, name: str) -> Table:
    return next(item for item in part.tables if item.id == name)


def test_dprime_as_in_the_books() -> None:
    """80 % hits and 20 % false alarms are a d′ of 1.683 (Macmillan and Creelman 2005, table 1.1)."""
    many, real = rated("one", ["synthetic"] * 800 + ["real"] * 200), rated("r", ["synthetic"] * 200 + ["real"] * 800)
    assert dprime(many, real).value == pytest.approx(1.683, abs=5e-3)
    assert dprime(MADE, REAL).value == pytest.approx(1.495, abs=5e-3)  # half an answer is added to each cell
    assert dprime(MADE, []).note == "not estimable: no real notes were on the sheet"


def test_balanced_accuracy_leaves_out_who_cannot_tell() -> None:
    """Eight of ten right on either side; can't tell changes nothing but n; everybody right is no certainty."""
    found = balanced_accuracy(MADE, REAL)
    assert (found.value, found.n) == (0.8, 20)
    assert balanced_accuracy([*MADE, *rated("two", ["can't tell"] * 5)], REAL).value == 0.8
    perfect = balanced_accuracy(rated("one", ["synthetic"] * 5), rated("r", ["real"] * 5))
    assert perfect.value == 1.0
    assert (perfect.low or 1) < 0.8
    assert balanced_accuracy(rated("one", ["can't tell"]), REAL).note == "not estimable: nobody took a side"


def test_guessing_holds_one_half() -> None:
    """Whoever calls everything real is right on half."""
    found = balanced_accuracy(rated("one", ["real"] * 10), rated("real notes", ["real"] * 10))
    assert found.value == 0.5
    assert (found.low or 1) < 0.5 < (found.high or 0)


def test_two_readers_of_one_text_are_not_two_texts() -> None:
    """The interval is over texts."""
    twice = [*MADE, *rated("one", [item.verdict for item in MADE], "B")]
    one, both = share_of(MADE, "real"), share_of(twice, "real")
    assert one.value == both.value == 0.2
    assert both.note == "exact interval over 10 texts"
    assert (both.high or 0) >= (one.high or 0)


def test_errors_for_each_hundred() -> None:
    """Three in ten texts are thirty; none in ten leaves up to 26 likely."""
    found = rated("one", ["real"] * 10, errors=[1, 0, 2])
    assert errors_per_hundred(found, "invented detail").value == pytest.approx(30)
    none = errors_per_hundred(found, "wrong fact")
    assert (none.value, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(25.9, abs=0.1)
    assert errors_per_hundred([], "wrong fact").value is None


def test_the_part_has_every_arm_with_real_notes_and_parrot_as_baselines() -> None:
    """No cell without n; the parrot's row and that of real notes are marked."""
    part = people_part([*rated("parrot", ["synthetic"] * 4), *MADE, *REAL])
    rows = table(part, "people-verdicts").rows
    assert [(row.labels[0], row.baseline) for row in rows] == [("one", False), ("parrot", True), ("real notes", True)]
    cells = [
        cell for item in part.tables for row in item.rows for cell in row.cells.values() if isinstance(cell, Figure)
    ]
    assert all(cell.n > 0 or cell.value is None for cell in cells)
    assert all(cell.low is not None or cell.note for cell in cells)
    assert part.not_assessed == ()


def test_claims_say_what_ratings_show() -> None:
    """Told apart is a claim that can't be made; guessing is open; nobody asked about real notes is open."""
    part = people_part([*MADE, *REAL])
    assert [(claim.holds, claim.about) for claim in part.claims] == [("cannot", "one"), ("can", "one")]
    guessed = people_part([*rated("one", ["real", "synthetic"] * 5), *rated("real notes", ["real", "synthetic"] * 5)])
    assert guessed.claims[0].holds == "open"
    alone = people_part(MADE)
    assert alone.claims[0].because == "not estimable: no real notes were on the sheet"
    assert any("--show-real" in line for line in alone.not_assessed)


def test_agreement_between_raters() -> None:
    """With n and interval where there are ten texts; said in words where nobody read twice."""
    other = rated("one", ["synthetic"] * 7 + ["real"] * 3, "B")
    alpha = table(people_part([*MADE, *other]), "people-agreement").rows[0].cells["alpha"]
    assert isinstance(alpha, Figure)
    assert alpha.n == 10
    assert (alpha.value or 0) == pytest.approx(0.7467, abs=1e-3)  # by hand: 1 - 19 / (15 * 5)
    alone = table(people_part(MADE), "people-agreement").rows[0].cells["alpha"]
    assert isinstance(alone, str)
    assert "agreement between raters needs two" in alone


def test_raters_have_numbers_and_comments_are_not_kept() -> None:
    """No name of a person in what goes into a report."""
    part = people_part([*MADE, *rated("one", ["real"] * 10, "Dr Quill")])
    assert "Quill" not in json.dumps(to_json(part))
    assert [row.labels[0] for row in table(part, "people-raters").rows] == ["rater 1", "rater 2"]


def test_the_part_goes_through_a_file(tmp_path: Path) -> None:
    """As ``casewright study report --ratings`` reads it; anything else is refused."""
    part, path = people_part([*MADE, *REAL]), tmp_path / "people.json"
    path.write_text(json.dumps(to_json(part)), encoding="utf-8")
    assert read_people(path) == part
    path.write_text(json.dumps(to_json(Part("privacy", "Privacy"))), encoding="utf-8")
    with pytest.raises(InputError, match="holds the part 'privacy'"):
        read_people(path)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="is not what"):
        read_people(path)
    with pytest.raises(InputError, match="can't read"):
        read_people(tmp_path / "missing.json")
