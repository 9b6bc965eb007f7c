"""Arms against one another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from casewright.measures.figure import Figure
from casewright.studies.comparisons import measure
from casewright.studies.comparisons.contrasts import contrasts
from casewright.studies.comparisons.measuring import compare_arms
from casewright.studies.material import Arm, Material
from casewright.studies.part import Part, Scores
from casewright.studies.picture import HeatMap, Intervals
from casewright.wire import to_json

ONE_LOOP, ONE = Arm("one, loop", (), "one", loop=True), Arm("one", (), "one", loop=False)
TWO_LOOP, TWO = Arm("two, loop", (), "two", loop=True), Arm("two", (), "two", loop=False)
PARROT, FILE = Arm("parrot", (), "parrot", parrot=True), Arm("made elsewhere", ())
ARMS = (ONE_LOOP, ONE, TWO_LOOP, TWO, FILE, PARROT)


def scores(by_arm: Mapping[str, Mapping[str, float]], better: str = "high", name: str = "fit") -> Scores:
    return Scores(name, f"{name} reports", "low" if better == "low" else "high", by_arm)


def cases(values: list[float]) -> dict[str, float]:
    return {f"case {at}": value for at, value in enumerate(values)}


def part_of(*measures: Scores) -> Part:
    return Part("x", "X", scores=measures)


def material(*arms: Arm) -> Material:
    return Material(arms)


CLEAR = scores({"one, loop": cases([1.0] * 20), "one": cases([0.0] * 20)})
UNCLEAR = scores({"one, loop": cases([1.0] * 6 + [0.0] * 14), "one": cases([1.0] * 5 + [0.0] * 15)}, name="safe")


def test_only_arms_that_differ_in_one_thing_are_compared() -> None:
    """Never one writer with the loop against another without it, nor a parrot against itself."""
    found = [(item.question, item.first, item.second) for item in contrasts(ARMS)]
    assert found[:4] == [
        ("loop", "one, loop", "one"),
        ("loop", "two, loop", "two"),
        ("writers", "one, loop", "two, loop"),
        ("writers", "one", "two"),
    ]
    assert [item[1] for item in found if item[0] == "parrot"] == [arm.name for arm in ARMS[:-1]]
    assert len([item for item in found if item[0] == "sets"]) == 4
    assert contrasts([PARROT, replace(PARROT, name="parrot again")]) == ()


def test_a_difference_that_survives_is_a_claim_and_others_are_open() -> None:
    """With n, interval, p after correction, and what so few could have shown."""
    found = measure(material(ONE_LOOP, ONE), [part_of(CLEAR, UNCLEAR)])
    can, maybe = found.claims
    assert can.holds == "can"
    assert "one, loop differs from one: fit reports higher by 1.00" in can.says
    assert "20 pairs), p below 0.0001" in can.says
    assert maybe.holds == "open"
    assert "safe reports, difference 0.0500" in maybe.says
    assert "could have shown" in maybe.says
    assert "after Holm's correction over 2 tests" in can.because


def test_every_test_of_the_study_counts() -> None:
    """p of 0.008 holds alone and not among forty."""
    some = {"one, loop": cases([1.0] * 8 + [0.0] * 4), "one": cases([0.0] * 12)}
    alone = compare_arms(material(ONE_LOOP, ONE), [scores(some)])
    among = compare_arms(material(ONE_LOOP, ONE), [scores(some, name=f"m{at}") for at in range(40)])
    assert alone[0].difference.p == alone[0].corrected == pytest.approx(2 / 2**8)
    assert alone[0].holds
    assert not any(item.holds for item in among)
    assert among[0].corrected == pytest.approx(40 * 2 / 2**8)
    assert {item.tests for item in among} == {40}


def test_sets_without_shared_cases_are_compared_as_they_are() -> None:
    """And that is said in the row."""
    apart = {"one": cases([0.1, 0.2, 0.4] * 4), "made elsewhere": {f"f{at}": 0.3 + at / 20 for at in range(9)}}
    (found,) = compare_arms(material(ONE, FILE), [scores(apart)])
    assert found.compared == "not paired: 12 and 9"
    assert found.effect.note == "Cliff's delta"
    assert found.standard.note.startswith("Hedges' g")


def test_a_handful_of_shared_cases_is_too_few_for_pairs() -> None:
    """Three shared of twelve: as sets; three of three: as pairs, and then it is said that nothing could hold."""
    many, few = cases([float(at) for at in range(12)]), cases([1.5, 2.5, 9.0])
    (found,) = compare_arms(material(ONE_LOOP, ONE), [scores({"one, loop": few, "one": many})])
    assert found.compared == "not paired: 3 and 12"
    (found,) = compare_arms(material(ONE_LOOP, ONE), [scores({"one, loop": few, "one": cases([0.5, 3.5, 2.0])})])
    assert found.compared == "3 pairs"
    assert found.shown == "none: too few for any to hold among 1 tests"


def test_without_spread_the_pairs_that_would_have_to_differ_are_said() -> None:
    """Twenty pairs alike can't tell how much they vary."""
    (found,) = compare_arms(
        material(ONE_LOOP, ONE), [scores({"one, loop": cases([1.0] * 20), "one": cases([1.0] * 20)})]
    )
    assert found.shown == "6 of 20 pairs differing, all one way"
    assert found.difference.p == 1.0
    assert not found.holds


def test_tables_and_pictures_hold_every_comparison_with_n() -> None:
    """One table a question; a heat map whose sign is turned where low is better."""
    worse = scores({"one, loop": cases([0.9] * 5 + [0.8] * 5), "one": cases([0.1] * 5 + [0.3] * 5)}, "low", "copied")
    found = measure(material(ONE_LOOP, ONE, PARROT), [part_of(CLEAR, worse)])
    assert [table.id for table in found.tables] == ["comparisons-loop"]
    figures = [cell for row in found.tables[0].rows for cell in row.cells.values() if isinstance(cell, Figure)]
    assert all(cell.n > 0 for cell in figures)
    drawn, heat = found.pictures[0].drawing, found.pictures[-1].drawing
    assert isinstance(drawn, Intervals)
    assert [panel.title for panel in drawn.panels] == ["fit reports", "copied reports"]
    assert isinstance(heat, HeatMap)
    assert heat.columns == ("fit reports", "copied reports (turned)")
    assert [cell and cell.value for cell in heat.cells[0]] == [1.0, -1.0]
    json.dumps(to_json(found))


def test_the_same_material_gives_the_same_part() -> None:
    """Drawn p values and intervals included."""
    values = [0.1, 0.5, 0.2, 0.9, 0.4, 0.7, 0.3] * 4
    some = scores({"one, loop": cases(values), "one": cases(values[3:])})
    assert measure(material(ONE_LOOP, ONE), [part_of(some)]) == measure(material(ONE_LOOP, ONE), [part_of(some)])


@pytest.mark.parametrize(
    ("arms", "parts", "why"),
    [
        ((ONE,), [part_of(CLEAR)], "there is 1"),
        ((ONE_LOOP, ONE), [], "no part scored single reports"),
        ((ONE_LOOP, TWO), [part_of(CLEAR)], "no two of them that differ in one thing"),
    ],
    ids=["one arm", "no scores", "two things differ"],
)
def test_what_cannot_be_compared_is_said(arms: tuple[Arm, ...], parts: list[Part], why: str) -> None:
    """In a sentence, with nothing in its place."""
    found = measure(material(*arms), parts)
    assert why in found.not_assessed[0]
    assert not found.tables


def test_a_study_without_the_parrot_says_so() -> None:
    """Nothing stands against facts joined with full stops."""
    assert "parrot" in measure(material(ONE_LOOP, ONE), [part_of(CLEAR)]).not_assessed[0]
    assert measure(material(ONE_LOOP, ONE, PARROT), [part_of(CLEAR)]).not_assessed == ()


def test_progress_is_told() -> None:
    """How many comparisons are done, of how many."""
    heard: list[tuple[str, int, int]] = []
    measure(Material((ONE_LOOP, ONE), tell=lambda *what: heard.append(what)), [part_of(CLEAR, UNCLEAR)])
    assert heard == [("comparing arms", 0, 2), ("comparing arms", 1, 2), ("comparing arms", 2, 2)]
