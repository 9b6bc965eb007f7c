"""Psychotic, bipolar and recurrent codes: each case is in the state that its code names."""

from __future__ import annotations

import pytest
from tests.plans.drawn import drawn, true_concepts

from casewright.types import Case
from casewright.vocabulary.kinds import KINDS

CORE = {"depressed-mood", "anhedonia", "low-energy"}
OTHER = {"poor-concentration", "low-self-esteem", "guilt", "hopelessness", "insomnia", "low-appetite"}
THOUGHTS_OF_DEATH = {"suicidal-ideation", "passive-death-wish"}
PSYCHOTIC = {
    "auditory-hallucinations",
    "grandiose-delusions",
    "persecutory-delusions",
    "delusions-of-reference",
    "delusions-of-guilt",
    "delusions-of-ruin",
    "nihilistic-delusions",
    "somatic-delusions",
    "psychotic-symptoms",
}
FIRST_RANK = {
    "voices-commenting",
    "thought-insertion",
    "thought-withdrawal",
    "thought-broadcast",
    "delusions-of-control",
    "bizarre-delusions",
}
ELATION = (
    {"grandiosity"},
    {"decreased-need-for-sleep"},
    {"overactivity"},
    {"pressured-speech", "racing-thoughts"},
    {"disinhibition", "overspending", "overfamiliarity", "raised-libido"},
    {"distractibility"},
)
SOMATIC = {
    "anhedonia",
    "emotional-unreactivity",
    "early-waking",
    "diurnal-variation",
    "psychomotor-retardation",
    "low-appetite",
    "weight-loss",
    "low-libido",
}
POLES = {"previous-manic-episode", "previous-hypomanic-episode", "previous-mixed-episode"}


def cases(code: str) -> list[Case]:
    return [case for kind in KINDS for case in drawn(code, kind, "en")]


@pytest.mark.parametrize("code", ["F31.0", "F31.1", "F31.2", "F25.0"])
def test_elated_cases_show_three_kinds_of_signs(code: str) -> None:
    """Elevated mood and three or more others in what is told; psychosis only where the code has it."""
    for case in cases(code):
        told = true_concepts(case, told=True)
        assert "elevated-mood" in told
        assert sum(bool(signs & told) for signs in ELATION) >= 3
        assert bool(told & (PSYCHOTIC | FIRST_RANK)) == (code in ("F31.2", "F25.0"))
        assert not true_concepts(case) & CORE


@pytest.mark.parametrize(
    ("code", "core", "other", "grades"),
    [
        ("F31.3", {2}, {3, 4}, {"mild", "moderate"}),
        ("F31.4", {3}, {4, 5, 6}, {"severe"}),
        ("F32.3", {3}, {4, 5, 6}, {"severe"}),
        ("F32.01", {2}, {2}, {"mild"}),
        ("F32.11", {2}, {3, 4}, {"moderate"}),
        ("F33.0", {2}, {2}, {"mild"}),
        ("F33.1", {2}, {3, 4}, {"moderate"}),
        ("F33.2", {3}, {4, 5, 6}, {"severe"}),
        ("F33.3", {3}, {4, 5, 6}, {"severe"}),
    ],
)
def test_depressed_cases_hold_the_numbers_and_the_grade(
    code: str, core: set[int], other: set[int], grades: set[str]
) -> None:
    """As the single episodes of the same grade."""
    for case in cases(code):
        true = true_concepts(case)
        assert len(true & CORE) in core
        assert len(true & OTHER) + bool(true & THOUGHTS_OF_DEATH) in other
        assert case.traits["severity"] in grades
        assert bool(true & PSYCHOTIC) == (code in ("F32.3", "F33.3"))
        assert not true & {"mania", "hypomania", "elevated-mood"}


@pytest.mark.parametrize("code", ["F32.01", "F32.11"])
def test_somatic_cases_tell_four_signs(code: str) -> None:
    """Four or more of the eight, and none of them denied."""
    for case in cases(code):
        assert len(true_concepts(case, told=True) & SOMATIC) >= 4


@pytest.mark.parametrize("code", ["F33.0", "F33.1", "F33.2", "F33.3", "F33.4"])
def test_recurrent_cases_have_earlier_depression_and_no_mania(code: str) -> None:
    """Told wherever the kind has a place for what was."""
    for case in cases(code):
        assert "previous-depressive-episode" in true_concepts(case, told=case.kind != "mental-status")
        assert not true_concepts(case) & POLES


@pytest.mark.parametrize("code", ["F31.3", "F31.4", "F31.7"])
def test_the_other_pole_is_told(code: str) -> None:
    """A depression or a remission is bipolar by an earlier hypomanic, manic or mixed episode."""
    for case in cases(code):
        assert true_concepts(case, told=case.kind != "mental-status") & POLES


@pytest.mark.parametrize("code", ["F31.7", "F33.4"])
def test_a_remission_has_no_present_mood_symptoms(code: str) -> None:
    """In remission or euthymic for months."""
    for case in cases(code):
        assert true_concepts(case, told=True) & {"remission", "euthymia"}
        assert not true_concepts(case) & (CORE | PSYCHOTIC | {"elevated-mood", "mania", "hypomania"})


@pytest.mark.parametrize("code", ["F25.0", "F25.1"])
def test_schizoaffective_cases_have_both_sides(code: str) -> None:
    """Two symptoms of the first rank in the same episode as the mood."""
    for case in cases(code):
        told = true_concepts(case, told=True)
        assert len(told & FIRST_RANK) >= 2
        assert "elevated-mood" in told if code == "F25.0" else len(told & CORE) >= 2


def test_residual_cases_are_negative_now_and_psychotic_before() -> None:
    """Two or more negative symptoms told, no florid ones."""
    for case in cases("F20.5"):
        true = true_concepts(case)
        negative = {"avolition", "alogia", "social-withdrawal", "flat-affect", "negative-symptoms"}
        assert len(true_concepts(case, told=True) & negative) >= 2
        assert "previous-psychotic-episode" in true
        assert not true & (PSYCHOTIC | FIRST_RANK)


@pytest.mark.parametrize("code", ["F20.1", "F20.3"])
def test_disorganised_cases_think_and_behave_so(code: str) -> None:
    """Formal thought disorder with blunted or incongruent affect or lost drive; mood is not in front."""
    for case in cases(code):
        told = true_concepts(case, told=True)
        assert "formal-thought-disorder" in told
        assert told & {"incongruent-affect", "flat-affect", "avolition", "alogia"}
        assert not true_concepts(case) & {"depressed-mood", "elevated-mood", "mania"}
