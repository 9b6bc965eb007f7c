"""How an attempt ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casewright.graphs.decide import Findings, decide, failing_ids
from casewright.graphs.parts import Limits
from casewright.types import CriterionResult, Decision, Fidelity, Reason, Role, VerdictState

MISSING = Reason("fact", "not told: low energy", target="f1")


def result(name: str, role: Role, state: VerdictState, weight: float = 1.0) -> CriterionResult:
    return CriterionResult(name, role, "diagnosis", weight, state)


def scored(*results: CriterionResult, support: float | None = 1.0, coverage: float | None = 1.0) -> Fidelity:
    against = tuple(item.id for item in results if item.role == "contradicts" and item.verdict == "unmet")
    return Fidelity(support, support, coverage, against, None, results)


def findings(**changes: object) -> Findings:
    base = Findings(True, (), scored(), "sufficient", 1, [], can_write=True)
    return replace(base, **changes)  # type: ignore[arg-type]


def outcome(found: Findings) -> str:
    ended = decide(found, Limits(), "judging")
    return ended.outcome if isinstance(ended, Decision) else "revise"


def test_clean_report_is_accepted() -> None:
    """Nothing failed, enough is supported and covered: accepted."""
    assert outcome(findings()) == "accepted"


def test_failed_fact_goes_back_with_its_reason() -> None:
    """A missing fact is told to the writer by id."""
    ended = decide(findings(failures=(MISSING,), fidelity=None), Limits(), "judging")
    assert ended == (MISSING,)


def test_contradiction_beats_full_support() -> None:
    """No average makes up for a contradiction."""
    found = findings(fidelity=scored(result("mania", "contradicts", "unmet"), support=1.0), attempt=3)
    ended = decide(found, Limits(), "judging")
    assert isinstance(ended, Decision)
    assert (ended.outcome, ended.reasons[0].kind, ended.reasons[0].criterion) == ("rejected", "contradiction", "mania")


def test_too_little_support_names_the_unmet_criteria() -> None:
    """Feedback says which criteria are missing, and never a score."""
    found = findings(fidelity=scored(result("core", "supports", "unmet"), support=0.5))
    ended = decide(found, Limits(), "judging")
    assert ended == (Reason("support", "criterion 'core' is not met", criterion="core", target="core"),)


@pytest.mark.parametrize(
    ("level", "expected"), [("sufficient", "revise"), ("partial", "accepted"), ("named", "accepted")]
)
def test_level_sets_how_much_support_is_needed(level: str, expected: str) -> None:
    """Half of the supporting weight is enough for ``partial``."""
    found = findings(fidelity=scored(result("core", "supports", "unmet"), support=0.5), level=level)
    assert outcome(found) == expected


def test_same_failure_twice_stops_the_loop() -> None:
    """No progress is seen by id, whatever the message says."""
    again = replace(MISSING, message="still not told")
    ended = decide(findings(failures=(again,), earlier=[failing_ids([MISSING])], attempt=2), Limits(), "judging")
    assert isinstance(ended, Decision)
    assert [reason.kind for reason in ended.reasons] == ["fact", "no_progress"]


def test_failures_that_come_back_in_turn_stop_the_loop() -> None:
    """A to B and back to A is no progress either."""
    other = Reason("fact", "not told", target="f2")
    earlier = [failing_ids([MISSING]), failing_ids([other])]
    found = findings(failures=(MISSING,), earlier=earlier, attempt=3)
    ended = decide(found, Limits(max_attempts=9), "judging")
    assert isinstance(ended, Decision)
    assert ended.reasons[-1].kind == "no_progress"


def test_attempts_are_bounded() -> None:
    """The last attempt's reasons stay, and the budget is named."""
    ended = decide(findings(failures=(MISSING,), attempt=3), Limits(), "judging")
    assert isinstance(ended, Decision)
    assert [reason.kind for reason in ended.reasons] == ["fact", "budget"]


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (findings(fidelity=scored(result("mania", "contradicts", "undetermined"))), "open contradiction"),
        (findings(fidelity=scored(coverage=0.69)), "coverage below 0.7"),
        (findings(fidelity=scored(support=None, coverage=None)), "nothing supports"),
        (findings(failures=(Reason("injection", "an instruction to a reader"),)), "flagged instruction"),
    ],
    ids=["open-contradiction", "low-coverage", "no-criterion", "instruction"],
)
def test_what_code_cannot_settle_waits_for_a_person(found: Findings, why: str) -> None:
    """Without another attempt."""
    assert outcome(found) == "needs_review", why


def test_no_draft_ends_as_error_not_as_reject() -> None:
    """A refusal is no low score."""
    refused = Reason("refusal", "no draft: refusal", target="refusal")
    assert outcome(findings(drafted=False, failures=(refused,), fidelity=None, attempt=3)) == "error"


def test_silent_critics_end_as_error() -> None:
    """When no critic that may gate answered, nothing is accepted."""
    assert outcome(findings(can_gate=False)) == "error"


def test_report_that_exists_is_not_sent_back() -> None:
    """Evaluation has no writer to go back to."""
    assert outcome(findings(failures=(MISSING,), can_write=False)) == "rejected"
