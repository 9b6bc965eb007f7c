"""The certificates that ship: they are of our critics as they are, and a default run goes by them."""

from __future__ import annotations

import pytest

from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import FACTS, GATE_FLOOR, Certificate, shipped_certificates
from casewright.facts import facts_fingerprint
from casewright.graphs.granting import gating_of
from casewright.graphs.parts import Limits
from casewright.plans import case_sources
from casewright.rubrics import resolve
from casewright.settings.judging import Judging
from casewright.types import Language

STALE = "the matcher, its concepts or the fact check changed since the exam; run `make certify`"


@pytest.fixture(scope="module")
def shipped() -> dict[tuple[str, str], Certificate]:
    return {(one.critic, one.language): one for one in shipped_certificates()}


@pytest.mark.parametrize("language", ["en", "es"])
def test_they_are_of_the_critics_as_they_are(shipped: dict[tuple[str, str], Certificate], language: str) -> None:
    """A certificate of another matcher speaks for nobody, and every report would go to a person."""
    assert shipped["rules", language].fingerprint == RulesCritic().fingerprint, STALE
    assert shipped[FACTS, language].fingerprint == facts_fingerprint(), STALE


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_they_let_decide_is_within_the_floors(shipped: dict[tuple[str, str], Certificate], language: str) -> None:
    """Families that pass have both bounds under the floors; the writing gate keeps to its own, and says of how many."""
    for family in shipped["rules", language].families.values():
        accepts, rejects = family.false_accepts.high, family.false_rejects.high
        assert family.passes == (accepts is not None and accepts <= 0.2 and rejects is not None and rejects <= 0.3)
    gate = shipped["gate/generate", language].gate
    assert gate is not None
    assert gate.passes == (gate.within_attempts <= GATE_FLOOR)
    assert gate.false_accepts.n > 1000


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("code", ["F20.0", "F41.1", "F43.1"])
def test_codes_of_the_demo_can_be_decided(code: str, language: Language) -> None:
    """No veto of theirs is left to nobody, and enough of the support is left to somebody."""
    critic, limits = RulesCritic(), Limits()
    gating = gating_of(shipped_certificates(), (critic,), judging=Judging(), limits=limits, writer_family="qwen")
    rubric = resolve(code, kind="intake", system="icd10-who-2019")
    asked = rubric.applicable(40)
    assert all(gating.may(critic.name, one, language) for one in asked if one.role == "contradicts")
    supports = [one for one in asked if one.role == "supports"]
    told = sum(one.weight for one in supports if gating.may(critic.name, one, language))
    assert told / sum(one.weight for one in supports) >= limits.coverage
    assert code in case_sources()
    assert gating.facts[language]
