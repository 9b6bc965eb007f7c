"""Reports, criteria and rubrics that tests of critics share."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casewright.certificates import Certificate, CriterionEvidence, FamilyEvidence, Rate
from casewright.rubrics import Criterion, Origin, ResolvedRubric
from casewright.types import Answer, Aspect, Method, Quote, Report, Role, Section, Vote, VoteFailure

TEXT = "She has felt low for three weeks. She denies any elation."
REPORT = Report(TEXT, (Section("present-illness", 0, len(TEXT)),))
ORIGIN = Origin("who:F32", "1.0.0", "f")


def criterion(
    name: str = "mood",
    aspect: Aspect = "diagnosis",
    *,
    role: Role = "supports",
    finds: Mapping[str, Any] | None = None,
    **more: Any,
) -> Criterion:
    asks = more.pop("asks", {"en": f"Is {name} described?", "es": f"¿Se describe {name}?"})
    return Criterion(name, role, aspect, asks, ORIGIN, finds=finds or {}, **more)


def rubric(*criteria: Criterion) -> ResolvedRubric:
    return ResolvedRubric("who:F32", "1.0.0", "draft", "cddg", "icd10-who-2019", "F32", "intake", criteria, (), ())


def ruling(answer: str, quote: str = "", **more: str) -> str:
    """A judge's reply, with keys in their order; ``criterion`` comes first where it is given."""
    return json.dumps({**more, "reason": "it says so", "quote": quote, "answer": answer})


def rulings(*each: str) -> str:
    return json.dumps({"rulings": [json.loads(one) for one in each]})


def vote(critic: str, answer: Answer, name: str = "mood", **more: Any) -> Vote:
    method: Method = more.pop("method", "text")
    quotes = (Quote("felt low", 8, 16),) if answer in ("present", "absent") else ()
    return Vote(critic, name, method, answer, "because", more.pop("quotes", quotes), **more)


def failure(critic: str, kind: str = "timeout", name: str = "mood") -> VoteFailure:
    return VoteFailure(critic, name, kind, "no answer")


@dataclass
class FixedCritic:
    """Says what it was told to, about the criteria it is asked, and remembers which these were."""

    name: str
    says: Sequence[Vote | VoteFailure]
    family: str | None = "testing"

    def __post_init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    @property
    def fingerprint(self) -> str:
        return f"fixed-{self.name}"

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Sequence[Vote | VoteFailure]:
        names = tuple(item.id for item in rubric.criteria)
        self.asked.append(names)
        return [said for said in self.says if said.criterion in names]


def certificate(fingerprint: str, asked: Criterion, *, threshold: float | None = None, right: int = 9) -> Certificate:
    """An exam of ten questions of the criterion's family, so many of them answered rightly."""
    family, rate, none = f"{asked.role}/{asked.aspect}", Rate(10 - right, 10), Rate(0, 0)
    told = CriterionEvidence(asked.id, asked.hash, family, rate, none, 10, 10, None, None, True, "", threshold)
    pooled = FamilyEvidence(family, True, "", rate, none, Rate(10, 10))
    return Certificate(
        "c1", "any", fingerprint, "en", "provisional", "exam", "2026-01-01", {family: pooled}, (told,), 1, 10
    )
