"""Drafts are counted as the summary of a run counts them, and shares corrected as it corrects them."""

from __future__ import annotations

from itertools import product

import pytest

from casewright.certificates import GateEvidence
from casewright.measures.figure import Figure
from casewright.measures.prevalence import Corrected, corrected_share
from casewright.measures.rates import clustered_rate
from casewright.runs.acceptance import counted
from casewright.studies.fidelity.corrected import fit_share, let_through
from casewright.studies.material import StudyReport
from casewright.types import Assessment, Attempt, Decider, Decision, Outcome, Reason, Record, Report
from casewright.wire import to_json

DRAFTED = Attempt(1, Assessment(Report("", ())))
NOT_DRAFTED = Attempt(1, None)
NOVELTY = (Reason("novelty", ""),)
ENDS: list[tuple[Outcome, Decider, tuple[Reason, ...]]] = [
    ("accepted", "gate", ()),
    ("surplus", "gate", ()),
    ("rejected", "gate", (Reason("support", ""),)),
    ("rejected", "gate", NOVELTY),
    ("rejected", "seal", (Reason("seal", ""),)),
    ("error", "gate", (Reason("model_failure", ""),)),
    ("accepted", "person", ()),
]
HISTORIES = ((), (DRAFTED,), (NOT_DRAFTED,), (DRAFTED, NOT_DRAFTED))


def record(end: tuple[Outcome, Decider, tuple[Reason, ...]], history: tuple[Attempt, ...], text: str | None) -> Record:
    decision = Decision(end[0], end[1], "j", end[2])
    return Record(
        1, "s", "r", "icd10-who-2019", "F32.1", "", "intake", "en", text, (), decision, (),
        history=history, attempts=len(history) + 1,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["text", None])
def test_drafts_are_counted_as_the_summary_of_a_run_does(text: str | None) -> None:
    """However samples ended, by whomever, after whichever attempts."""
    for end, history in product(ENDS, HISTORIES):
        told = record(end, history, text)
        report = StudyReport("s", "s", "F32.1", "en", "intake", text or "", end[0], record=to_json(told))
        ours, theirs = let_through([report]), counted([told])
        assert (ours.judged, ours.passed, ours.first, ours.first_passed) == (
            theirs.judged, theirs.passed, theirs.first, theirs.first_passed,
        )  # fmt: skip


def test_a_share_is_corrected_as_the_measure_does() -> None:
    """With the rates of an exam that fits what was counted."""
    bad, good = clustered_rate([(1, 20)] * 10), clustered_rate([(2, 20)] * 10)
    evidence = GateEvidence("generate", bad, good, 3, 0.2, passes=True)
    found, expected = fit_share(60, 100, evidence), corrected_share(60, 100, bad, good)
    assert isinstance(found, Figure)
    assert isinstance(expected, Corrected)
    assert (found.value, found.low, found.high) == (expected.share, expected.low, expected.high)


def test_fewer_passed_than_the_exam_allows_is_said_not_clipped() -> None:
    """A share of zero with an interval would hide that the rates can't be right."""
    evidence = GateEvidence(
        "evaluate", clustered_rate([(10, 20)] * 10), clustered_rate([(1, 20)] * 10), 1, 0.6, passes=False
    )
    assert "unfit reports" in str(fit_share(0, 100, evidence))
