"""A record in an answer, for the OpenAPI: the fields that a client looks at first; docs/exports.md has all."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from casewright.types import Decider, Language, Outcome

__all__ = ["RECORD", "DecisionAnswer", "RecordAnswer"]

RECORD: dict[str, Any] = {
    "schema": 1,
    "id": "report",
    "run": "evaluation-5b0c2f9be51d77aa",
    "system": "icd10-who-2019",
    "code": "F32.1",
    "title": "Moderate depressive episode",
    "kind": "progress",
    "language": "en",
    "text": "Low mood on most days since the last visit; sleeps badly. No thoughts of suicide.",
    "masked": False,
    "decision": {
        "outcome": "rejected",
        "by": "gate",
        "judging": "5b0c2f9be51d77aa",
        "reasons": [{"kind": "support", "message": "support 0.5 is below 0.8", "criterion": None, "target": None}],
        "who": None,
    },
    "gated_by": ["rules"],
    "marks": ["provisional"],
    "fidelity": {"score": 0.5, "support": 0.5, "coverage": 1.0, "contradictions": [], "documentation": 0.5},
    "privacy": {"overlap": "pass", "phi": []},
    "rubric": {"id": "who:F32", "version": "1.0.0", "hash": "0f9a7c55d2b1e360"},
}


class DecisionAnswer(BaseModel):
    """What became of it, by whom, under which judging, and why."""

    model_config = ConfigDict(extra="allow")

    outcome: Outcome
    by: Decider
    judging: str
    reasons: list[dict[str, Any]]


class RecordAnswer(BaseModel):
    """A record. Without the role privacy `privacy` holds `overlap` (pass, fail or not_assessable) and identifiers."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [RECORD]})

    id: str
    run: str
    system: str
    code: str
    title: str
    kind: str
    language: Language
    text: str | None
    masked: bool
    decision: DecisionAnswer
    gated_by: list[str]
    fidelity: dict[str, Any] | None
    privacy: dict[str, Any] | None
    rubric: dict[str, Any] | None
