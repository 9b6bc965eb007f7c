"""What steering knows of a sample: who the patient was, what was asked, and whether the gate let it through.

It goes by what the gate said of the last draft. What the sealed judge, novelty, a full order or a person made of it
afterwards is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casewright.ledger.protocol import JSON

__all__ = ["Seen", "read_sample"]

TRAITS = ("severity", "course", "setting", "stressor", "comorbidity", "presenting", "register", "informant")
PASSED = ("accepted", "surplus")
NOT_CAUSES = ("budget", "no_progress")
"""Reasons that say why no other attempt was made, not what was wrong with the last."""
FACT_NUMBER = re.compile(r"^f\d+-")


@dataclass(frozen=True, slots=True)
class Seen:
    """One sample.

    Attributes:
        passed: Whether the gate accepted its last draft.
        drafted: Whether there was a draft at all.
        age: The patient's age in years; ``None`` without a case.
        traits: What was drawn: sex, severity and so on.
        asked: What was asked of the draw.
        told: Concepts told as present in the patient.
        blocks: What was wrong with the last draft, by id: ``contradiction:mania``, ``fact:guilt``, ``refusal:refusal``.
        text: The report; empty where the gate refused it.
    """

    passed: bool
    drafted: bool
    age: int | None
    traits: Mapping[str, str]
    asked: Mapping[str, str]
    told: tuple[str, ...]
    blocks: frozenset[str]
    text: str


def read_sample(record: JSON, request: JSON) -> Seen:
    """A sample from its stored record, as the gate finished it, and the request it was planned with."""
    decision, case = record["decision"], record.get("case") or {}
    passed = decision["by"] == "seal" or decision["outcome"] in PASSED
    return Seen(
        passed=passed,
        drafted=record.get("text") is not None,
        age=case["person"]["age"] if case else None,
        traits=_traits(case),
        asked=dict((request.get("steer") or {}).get("asks", {})),
        told=tuple(fact["concept"] for fact in case.get("facts", ()) if _is_told(fact)),
        blocks=frozenset() if passed else frozenset(_blocks(decision)),
        text=(record.get("text") or "") if passed else "",
    )


def _traits(case: Mapping[str, Any]) -> dict[str, str]:
    if not case:
        return {}
    traits = case.get("traits", {})
    return {"sex": case["person"]["sex"], **{name: traits[name] for name in TRAITS if traits.get(name)}}


def _is_told(fact: Mapping[str, Any]) -> bool:
    return bool(fact.get("told", True)) and fact.get("status") == "present" and fact.get("subject") == "patient"


def _blocks(decision: Mapping[str, Any]) -> list[str]:
    """Ids as they compare over cases: a fact's number is its case's own, so its concept stands for it."""
    reasons = [reason for reason in decision.get("reasons") or () if reason["kind"] not in NOT_CAUSES]
    named = [(reason["kind"], reason.get("criterion") or reason.get("target") or "") for reason in reasons]
    return [f"{kind}:{FACT_NUMBER.sub('', name)}" if name else kind for kind, name in named]
