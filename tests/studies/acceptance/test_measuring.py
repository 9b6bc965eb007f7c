"""What was accepted, at which draft, for what price, and why the rest was not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casewright.measures.figure import Figure
from casewright.studies.acceptance import measure
from casewright.studies.material import Arm, Material, StudyReport
from casewright.studies.part import Part
from casewright.studies.picture import Curves, HeatMap
from casewright.studies.table import Cell
from casewright.types import Outcome

CALLS = {"calls": 3, "prompt_tokens": 100, "completion_tokens": 20, "seconds": 2.0, "usd": 0.01, "cached": 0}


def sample(n: int, outcome: Outcome | None, attempts: int | None = 1, **record: Any) -> StudyReport:
    reasons = [{"kind": "budget", "criterion": None, "target": None}, {"kind": "support", "criterion": "low-mood"}]
    told = {
        "attempts": attempts,
        "decision": {"by": "gate", "reasons": [] if outcome == "accepted" else reasons},
        "cost": CALLS,
        "gated_by": ["rules"],
        **record,
    }
    own: dict[str, Any] = {} if outcome is None else told
    return StudyReport(
        str(n), f"case-{n}", "F20.0", "en", "intake", "text", outcome, record=own, run="r" if own else ""
    )


def arm(name: str, *samples: StudyReport, loop: bool | None = True, **more: Any) -> Arm:
    return Arm(name, samples, more.pop("writer", "w"), loop, **more)


def found(*arms: Arm) -> Part:
    return measure(Material(arms=arms))


def cell(part: Part, table: str, arm_name: str, column: str) -> Cell:
    rows = next(one for one in part.tables if one.id == table).rows
    return next(row for row in rows if row.labels[0] == arm_name).cells[column]


def test_shares_are_of_the_samples_that_were_tried() -> None:
    """Errors count, samples of a cancelled run don't; surplus passed."""
    outcomes: list[Outcome] = ["accepted", "surplus", "rejected", "error", "cancelled"]
    part = found(arm("a", *(sample(n, outcome) for n, outcome in enumerate(outcomes))))
    figure = cell(part, "acceptance", "a", "accepted")
    assert isinstance(figure, Figure)
    assert (figure.value, figure.n) == (0.5, 4)
    ended = cell(part, "outcomes", "a", "cancelled")
    assert isinstance(ended, Figure)
    assert (ended.value, ended.n) == (0.2, 5)


def test_acceptance_grows_with_the_drafts_allowed() -> None:
    """Draft by draft; an arm without the loop has its first alone."""
    looped = arm(
        "a", sample(0, "accepted"), sample(1, "accepted", 2), sample(2, "accepted", 3), sample(3, "rejected", 3)
    )
    once = arm("b", sample(0, "accepted"), sample(1, "rejected"), loop=False)
    part = found(looped, once)
    told = [cell(part, "attempts", "a", f"within_{k}") for k in (1, 2, 3)]
    assert [one.value for one in told if isinstance(one, Figure)] == [0.25, 0.5, 0.75]
    rows = next(one for one in part.tables if one.id == "attempts").rows
    assert set(rows[1].cells) == {"within_1"}
    curves = next(one.drawing for one in part.pictures if one.id == "acceptance-attempts")
    assert isinstance(curves, Curves)
    assert [len(line.points) for line in curves.lines] == [3]


def test_what_refused_samples_used_is_paid_by_the_accepted() -> None:
    """Four samples at three calls each, two accepted: six calls a report."""
    outcomes: list[Outcome] = ["accepted", "accepted", "rejected", "error"]
    part = found(arm("a", *(sample(n, outcome) for n, outcome in enumerate(outcomes))))
    for column, value in (("calls", 6.0), ("tokens", 240.0), ("seconds", 4.0), ("usd", 0.02)):
        figure = cell(part, "cost", "a", column)
        assert isinstance(figure, Figure)
        assert figure.value == pytest.approx(value)
        assert figure.low is not None and figure.high is not None and figure.low < value < figure.high  # noqa: PT018


@pytest.mark.parametrize(
    ("cost", "outcome", "column", "told"),
    [
        ({**CALLS, "cached": 3}, "accepted", "tokens", "6 of 6 calls were answered by a cache"),
        ({**CALLS, "usd": None}, "accepted", "usd", "the price of 2 of 2 samples is not known"),
        (CALLS, "rejected", "calls", "none of 2 was accepted"),
        ({**CALLS, "calls": 0}, "accepted", "calls", "no calls"),
    ],
    ids=["cached", "no price", "none accepted", "no model"],
)
def test_a_price_that_can_not_be_told_says_why(cost: Any, outcome: Outcome, column: str, told: str) -> None:
    """Rather than a number that is too good."""
    part = found(arm("a", sample(0, outcome, cost=cost), sample(1, outcome, cost=cost)))
    assert told in str(cell(part, "cost", "a", column))


def test_a_price_that_a_cache_made_cheaper_says_so() -> None:
    """Of some calls only."""
    part = found(arm("a", sample(0, "accepted", cost={**CALLS, "cached": 1}), sample(1, "accepted")))
    figure = cell(part, "cost", "a", "tokens")
    assert isinstance(figure, Figure)
    assert figure.note.startswith("at least: 1 of 6 calls")


def test_reasons_name_what_was_wrong_before_why_no_draft_followed() -> None:
    """By code, too."""
    part = found(arm("a", sample(0, "rejected"), sample(1, "accepted")))
    rows = next(one for one in part.tables if one.id == "reasons").rows
    assert [row.labels[2] for row in rows] == ["support", "budget"]
    assert cell(part, "acceptance-by-code", "a", "refused_for") == "support: low-mood (1 of 1)"


def test_the_loop_is_judged_on_the_same_cases() -> None:
    """Sixteen of twenty cases gained and none lost is a difference; two of four is not known."""
    looped = arm("w, loop", *(sample(n, "accepted", 2) for n in range(20)))
    once = arm("w", *(sample(n, "accepted" if n < 4 else "rejected") for n in range(20)), loop=False)
    claim = next(one for one in found(looped, once).claims if one.about == "w")
    assert (claim.holds, "from 0.20 to 1.00 of the same 20 cases" in claim.says) == ("can", True)
    few = [arm(one.name, *one.reports[2:6], loop=one.loop) for one in (looped, once)]
    assert next(one for one in found(*few).claims if one.about == "w").holds == "open"


def test_a_model_that_never_answered_has_its_bound() -> None:
    """All errors: nothing was accepted, and how much could have been."""
    part = found(arm("a", *(sample(n, "error") for n in range(30))))
    figure = cell(part, "acceptance", "a", "accepted")
    assert isinstance(figure, Figure)
    assert figure.value == 0
    assert "at most 9.5 %" in figure.note
    claim = next(one for one in part.claims if one.about == "a")
    assert (claim.holds, "30 of 30 samples got no answer" in claim.because) == ("cannot", True)


def test_reports_that_nobody_judged_have_no_share() -> None:
    """Nor have files that hold what passed alone."""
    part = found(arm("plain", sample(0, None), writer="", loop=None))
    assert "nobody judged" in str(cell(part, "acceptance", "plain", "accepted"))
    passed = replace(sample(0, "accepted"), run="")
    part = found(arm("file", passed, writer="", loop=None))
    assert "only reports that passed were given" in str(cell(part, "acceptance", "file", "accepted"))
    assert not part.scores


def test_a_set_that_passed_whole_when_it_was_judged_has_its_share() -> None:
    """Of a file that `evaluate` judged, unlike an export of what was accepted."""
    judged = replace(sample(0, "accepted", attempts=None), run="")
    figure = cell(found(arm("file", judged, writer="", loop=None)), "acceptance", "file", "accepted")
    assert isinstance(figure, Figure)
    assert (figure.value, figure.n) == (1.0, 1)


def test_the_parrot_is_a_baseline_in_every_table() -> None:
    """And acceptance is not claimed to show good writing."""
    part = found(arm("a", sample(0, "rejected")), arm("parrot", sample(0, "accepted"), loop=None, parrot=True))
    for table in part.tables:
        if table.id != "reasons":
            assert [row.baseline for row in table.rows] == [False, True]
    assert any("accepted in 1.00 of 1 cases" in claim.because for claim in part.claims)


def test_scores_pair_the_arms_by_case() -> None:
    """A case that an arm told twice has its mean."""
    twice = replace(sample(1, "rejected"), pair="case-0")
    part = found(arm("a", sample(0, "accepted"), twice, sample(2, "accepted", 2)))
    scores = {one.id: one.by_arm["a"] for one in part.scores}
    assert scores["accepted"] == {"case-0": 0.5, "case-2": 1.0}
    assert scores["attempts"] == {"case-0": 1.0, "case-2": 2.0}


def test_a_heat_map_has_a_cell_for_each_arm_and_order() -> None:
    """Blank where an arm doesn't have the order."""
    other = replace(sample(1, "accepted"), code="F41.1")
    part = found(arm("a", sample(0, "accepted")), arm("b", sample(0, "rejected"), other))
    shown = next(one.drawing for one in part.pictures if one.id == "acceptance-codes")
    assert isinstance(shown, HeatMap)
    assert shown.columns == ("F20.0", "F41.1")
    assert [[one and one.value for one in row] for row in shown.cells] == [[1.0, None], [0.0, 1.0]]


def test_the_seal_is_asked_about_what_the_loop_accepted() -> None:
    """Refusals by the seal are the gap; without a seal it is said that there is none."""
    seal = {"score": 1.0, "support": 1.0, "coverage": 1.0, "contradictions": [], "documentation": None, "criteria": []}
    refused = sample(1, "rejected", decision={"by": "seal", "reasons": [{"kind": "seal"}]}, seal=seal)
    part = found(arm("a", sample(0, "accepted", seal=seal), refused))
    figure = cell(part, "seal-gap", "a", "refused")
    assert isinstance(figure, Figure)
    assert (figure.value, figure.n) == (0.5, 2)
    assert "loop-seal gap is not assessed" in found(arm("a", sample(0, "accepted"))).not_assessed[0]


@pytest.mark.parametrize("samples", [0, 1], ids=["none", "one"])
def test_the_smallest_arms_are_measured(samples: int) -> None:
    """No sample at all, or one."""
    part = found(arm("a", *(sample(n, "accepted") for n in range(samples))))
    assert part.id == "acceptance"
