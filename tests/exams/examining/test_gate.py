"""The whole gate sits: reports let through and reports refused, with the bound over several attempts."""

from __future__ import annotations

from typing import Any

import pytest

from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import GateSetting
from casewright.exams.bases import Base
from casewright.exams.examining.gate import examine_gate, gate_evidence
from casewright.exams.goldens import goldens
from casewright.exams.paper import Item
from casewright.exams.running import Result, resolve_once
from casewright.graphs.gate_key import gate_key
from casewright.graphs.parts import Limits
from casewright.types import Decision


def result(base: Base, sort: Any, name: str, *, accepted: bool) -> Result:
    item = Item(f"{base.id}.{name}", base, sort, name, base.report, base.case.facts, base.case.code)
    return Result(item, "generate", Decision("accepted" if accepted else "rejected", "gate", "exam"))


def test_defects_are_pooled_over_operators_and_told_one_by_one() -> None:
    """Bound within three attempts is 1 - (1 - upper)^3; what a refused base refuses is no merit, so it stands apart."""
    fine, refused = goldens()[:2]
    results = [
        result(fine, "base", "", accepted=True),
        result(fine, "edit", "order", accepted=False),
        result(fine, "defect", "drug", accepted=True),
        result(fine, "defect", "age", accepted=False),
        result(refused, "base", "", accepted=False),
        result(refused, "defect", "drug", accepted=False),
    ]
    found = gate_evidence(results, 3, resolve_once)
    assert (found.false_accepts.hits, found.false_accepts.n, found.false_accepts.clusters) == (1, 3, 2)
    assert (found.false_rejects.hits, found.false_rejects.n) == (2, 3)
    assert found.fair is not None
    assert (found.fair.hits, found.fair.n) == (1, 2)
    assert {name: (rate.hits, rate.n) for name, rate in found.operators.items()} == {"drug": (1, 2), "age": (0, 1)}
    assert found.false_accepts.high is not None
    assert found.within_attempts == pytest.approx(1 - (1 - found.false_accepts.high) ** 3)
    assert not found.passes
    assert found.origins["golden"][0].n == 3


def test_two_hundred_defects_refused_certify_three_attempts() -> None:
    """Nothing found in 200 is at most 1.8 %, in three attempts 5.4 %; in fifty it is too much."""
    base = goldens()[0]
    many = [result(base, "defect", "drug", accepted=False) for _ in range(200)]
    assert gate_evidence(many, 3, resolve_once).passes
    assert not gate_evidence(many[:50], 3, resolve_once).passes
    assert not gate_evidence([], 3, resolve_once).passes


@pytest.mark.parametrize("setting", ["generate", "evaluate"])
async def test_a_gate_in_which_nobody_is_certified_lets_nothing_through(
    few: tuple[Base, ...], setting: GateSetting
) -> None:
    """Its certificate speaks for that gate alone, and says that refusing all is no merit."""
    found = await examine_gate(setting, (RulesCritic(),), (), language="en", bases=few[:1], issued="2025-01-31")
    assert found.critic == f"gate/{setting}"
    assert found.fingerprint == gate_key(setting, (), Limits(), "")
    assert found.gate is not None
    assert found.gate.false_accepts.hits == 0
    assert found.gate.false_rejects.rate == 1
    assert any("no merit" in note for note in found.notes)
