"""Votes become verdicts, verdicts become figures."""

from __future__ import annotations

from typing import get_args

import pytest

from casewright.graphs.gating import Gating
from casewright.graphs.verdicts import fidelity, verdict_of
from casewright.rubrics import Criterion, Origin, ResolvedRubric
from casewright.types import Answer, Quote, Report, Role, Section, Vote, VoteFailure

TEXT = "Low mood for three weeks. No mania."
REPORT = Report(TEXT, (Section("present-illness", 0, len(TEXT)),))
ORIGIN = Origin("who:F32", "1.0.0", "F32.yaml")


def criterion(name: str, role: Role = "supports", weight: float = 1.0, **more: object) -> Criterion:
    want = "not_present" if role == "contradicts" else "present"
    return Criterion(name, role, "diagnosis", {"en": "?"}, ORIGIN, weight, want=want, **more)  # type: ignore[arg-type]


def rubric(*criteria: Criterion) -> ResolvedRubric:
    return ResolvedRubric("who:F32", "1.0.0", "draft", "cddg", "icd10-who-2019", "F32", "intake", criteria, (), ())


def vote(name: str, answer: Answer, critic: str = "rules", quote: str = "Low mood") -> Vote:
    at = TEXT.find(quote)
    shown = (Quote(quote, at, at + len(quote)),) if answer in ("present", "absent") else ()
    return Vote(critic, name, "rules", answer, "because", shown)


RULES = Gating.everything("rules")
BOTH = Gating.everything("rules", "judge")


@pytest.mark.parametrize("answer", get_args(Answer))
@pytest.mark.parametrize("want", ["present", "not_present", "absent"])
def test_every_answer_has_a_meaning_for_every_want(answer: Answer, want: str) -> None:
    """Unclear is never a verdict; silence is enough only where silence is asked for."""
    state = verdict_of(answer, want)
    assert (state == "undetermined") == (answer == "unclear")
    if answer == "not_mentioned":
        assert (state == "met") == (want == "not_present")


def test_figures_follow_their_definitions() -> None:
    """Support over what was answered, coverage over everything that supports."""
    asked = rubric(criterion("a", weight=3), criterion("b"), criterion("c"), criterion("mania", "contradicts"))
    votes = [vote("a", "present"), vote("b", "not_mentioned"), vote("c", "unclear"), vote("mania", "absent")]
    found = fidelity(asked, votes, RULES, REPORT, 40)
    assert found.support == pytest.approx(3 / 4)
    assert found.coverage == pytest.approx(4 / 5)
    assert found.contradictions == ()
    assert found.score == pytest.approx(3 / 4)
    assert found.documentation is None


def test_prohibitions_count_towards_neither_support_nor_coverage() -> None:
    """A rubric of prohibitions alone has no figure."""
    found = fidelity(rubric(criterion("mania", "contradicts")), [vote("mania", "absent")], RULES, REPORT, 40)
    assert (found.support, found.coverage, found.score) == (None, None, None)


def test_an_answer_without_words_of_the_report_is_a_failure() -> None:
    """A quotation that code does not find supports nothing."""
    made_up = Vote("rules", "a", "text", "present", "because", (Quote("High mood", 0, 9),))
    found = fidelity(rubric(criterion("a")), [made_up], RULES, REPORT, 40)
    assert found.criteria[0].verdict == "undetermined"
    assert found.criteria[0].failures[0].kind == "unquoted"
    assert found.coverage == 0


def test_advice_does_not_decide() -> None:
    """A judge without certificate is recorded and does not move the verdict."""
    votes = [vote("a", "present"), vote("a", "not_mentioned", critic="judge")]
    found = fidelity(rubric(criterion("a")), votes, RULES, REPORT, 40)
    assert found.criteria[0].verdict == "met"
    assert len(found.criteria[0].votes) == 2


def test_gating_critics_who_differ_leave_it_open() -> None:
    """Nothing is averaged."""
    votes = [vote("a", "present"), vote("a", "not_mentioned", critic="judge")]
    found = fidelity(rubric(criterion("a")), votes, BOTH, REPORT, 40)
    assert found.criteria[0].verdict == "undetermined"


@pytest.mark.parametrize("says", ["absent", "not_mentioned", "unclear"])
def test_no_judge_overrules_a_contradiction_that_code_has_found(says: Answer) -> None:
    """What can be pointed at stands, whatever a certified judge makes of it; the judge's vote is kept."""
    votes = [vote("mania", "present", quote="mania"), vote("mania", says, critic="judge", quote="No mania")]
    found = fidelity(rubric(criterion("mania", "contradicts")), votes, BOTH, REPORT, 40)
    assert found.contradictions == ("mania",)
    assert [item.critic for item in found.criteria[0].votes] == ["rules", "judge"]


def test_code_that_only_advises_overrules_nobody() -> None:
    """Rules without a certificate find a contradiction: the certified judge's answer stands."""
    votes = [vote("mania", "present", quote="mania"), vote("mania", "absent", critic="judge", quote="No mania")]
    found = fidelity(rubric(criterion("mania", "contradicts")), votes, Gating.everything("judge"), REPORT, 40)
    assert found.contradictions == ()


def test_a_contradiction_that_a_judge_has_found_leaves_rules_and_judge_at_odds() -> None:
    """It is no deterministic one: a person settles it."""
    votes = [vote("mania", "not_mentioned"), vote("mania", "present", critic="judge", quote="mania")]
    found = fidelity(rubric(criterion("mania", "contradicts")), votes, BOTH, REPORT, 40)
    assert found.criteria[0].verdict == "undetermined"


def test_a_failed_judge_is_a_record_and_no_score() -> None:
    """All critics failing covers nothing."""
    failed = VoteFailure("rules", "a", "timeout", "no answer")
    found = fidelity(rubric(criterion("a")), [failed], RULES, REPORT, 40)
    assert (found.support, found.coverage) == (None, 0)
    assert found.criteria[0].failures == (failed,)


def test_what_a_kind_cannot_show_is_not_applicable() -> None:
    """And counts nowhere."""
    found = fidelity(
        rubric(criterion("a", kinds=("discharge",)), criterion("b")), [vote("b", "present")], RULES, REPORT, 40
    )
    assert [item.verdict for item in found.criteria] == ["not_applicable", "met"]
    assert found.coverage == 1
