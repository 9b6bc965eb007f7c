"""What a rubric asks is met by telling more of the truth, and never by telling what it forbids."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from tests.plans.drawn import draw

from casewright.errors import UsageError
from casewright.plans import case_sources
from casewright.plans.cases.needs import is_met, support, violations
from casewright.types import Case, Fact, Need, Role
from casewright.vocabulary.kinds import KINDS

Want = Literal["present", "not_present", "absent"]


def need(name: str, finds: dict[str, Any], role: Role = "supports", want: Want = "present", weight: float = 1) -> Need:
    return Need(name, role, want, weight, finds)


def leaves(*names: str) -> list[dict[str, str]]:
    return [{"concept": name} for name in names]


def told(case: Case) -> list[Fact]:
    return [fact for fact in case.facts if fact.told]


DEPRESSION = (
    need("core", {"count": {"min": 2}, "of": leaves("depressed-mood", "anhedonia", "low-energy")}, weight=3),
    need("duration", {"quantity": {"of": ["depressed-mood", "illness-duration"], "at_least": "2 weeks"}}, weight=2),
    need("functioning", {"any": leaves("occupational-impairment", "social-impairment", "household-impairment")}),
    need("others", {"count": {"min": 3}, "of": leaves("poor-concentration", "guilt", "hopelessness", "insomnia",
         "low-appetite", "low-self-esteem", "passive-death-wish", "suicidal-ideation")}, weight=2),
    need("asked-mania", {"any": leaves("mania", "hypomania", "elevated-mood")}, want="absent"),
    need("mania", {"any": [{"concept": "mania", "time": "any"}]}, role="contradicts", want="not_present"),
    need("psychosis", {"any": leaves("auditory-hallucinations")}, role="contradicts", want="not_present"),
)  # fmt: skip
OTHERS: dict[str, tuple[Need, ...]] = {
    "F41.1": (
        need("worry", {"quantity": {"of": "generalised-worry", "at_least": "6 months"}}, weight=3),
        need("autonomic", {"any": leaves("palpitations", "sweating", "trembling", "dry-mouth")}, weight=2),
        need("no-panic", {"any": leaves("panic-attacks")}, role="contradicts", want="not_present"),
    ),
    "F43.1": (
        need("event", {"any": leaves("assault", "sexual-assault", "road-accident", "traumatic-event")}, weight=3),
        need("onset", {"onset_within": {"of": "intrusive-memories", "max": "6 months"}}, weight=3),
        need("avoidance", {"concept": "trauma-avoidance"}, weight=2),
    ),
    "F10.2": (
        need("three", {"together_within": {"of": ["alcohol-craving", "loss-of-control-drinking", "alcohol-withdrawal",
             "alcohol-tolerance", "drinking-primacy", "drinking-despite-harm"], "min": 3, "within": "12 months"}}),
        need("audit", {"scale": {"name": "audit", "between": [20, 40]}}, weight=0.1),
    ),
    "F20.0": (
        need("delusions", {"quantity": {"of": "persecutory-delusions", "at_least": "1 month"}}, weight=3),
        need("clear", {"all": [{"concept": "oriented"}]}, weight=1),
        need("mood", {"any": leaves("depressed-mood", "mania")}, role="contradicts", want="not_present"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", ["F32.1", "F32.2", *OTHERS])
def test_support_reaches_the_level_and_nothing_is_contradicted(code: str) -> None:
    """Level sufficient is 0.8; whatever the truth allows beyond it is a margin."""
    needs = OTHERS.get(code, DEPRESSION)
    for index in range(12):
        for kind in ("intake", "consultation", "discharge"):
            case = draw(code, index, kind=kind, needs=needs)
            assert support(needs, told(case), case.person.age) >= 0.8
            assert violations(needs, told(case), case.person.age) == ()


def test_only_the_truth_is_told() -> None:
    """Needs change which facts are told, never what is true."""
    for index in range(6):
        free, asked = draw("F32.1", index), draw("F32.1", index, needs=DEPRESSION)
        assert [(fact.id, fact.status) for fact in free.facts] == [(fact.id, fact.status) for fact in asked.facts]


def test_a_ceiling_is_kept() -> None:
    """A count with a maximum is met by telling less."""
    ceiling = need("few", {"count": {"max": 1}, "of": leaves("insomnia", "guilt", "hopelessness", "low-appetite",
                   "poor-concentration", "low-self-esteem")}, weight=5)  # fmt: skip
    for index in range(8):
        case = draw("F32.1", index, needs=(ceiling,))
        assert is_met(ceiling, told(case), case.person.age)


def test_a_forbidden_fact_is_not_told_though_it_is_true() -> None:
    """A contradiction outweighs support."""
    forbidden = need("no-guilt", {"concept": "guilt"}, role="contradicts", want="not_present")
    for index in range(8):
        case = draw("F32.2", index, needs=(*DEPRESSION, forbidden))
        assert not any(fact.concept == "guilt" and fact.status == "present" for fact in told(case))


def test_what_no_truth_can_meet_does_no_harm() -> None:
    """An impossible need leaves a drawable case."""
    impossible = need("impossible", {"concept": "delirium-tremens"}, weight=9)
    assert len(told(draw("F32.1", needs=(impossible, *DEPRESSION)))) >= 18


def test_a_comorbidity_that_the_rubric_excludes_is_refused() -> None:
    """An order of two diagnoses that exclude one another says so."""
    excludes = need("excludes-F31", {"concept": "dx-bipolar-disorder"}, role="contradicts", want="not_present")
    with pytest.raises(UsageError, match="excludes-F31"):
        draw("F32.1", comorbidities=("F31",), needs=(excludes,))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", case_sources())
def test_needs_work_for_every_kind(code: str, kind: str) -> None:
    """Whatever a kind can't show stays unmet; nothing fails."""
    needs = OTHERS.get(code, DEPRESSION)
    case = draw(code, 2, kind=kind, needs=needs)
    assert violations(needs, told(case), case.person.age) == ()
