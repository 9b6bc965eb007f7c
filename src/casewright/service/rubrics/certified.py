"""Certificates as they are told: what was found out about a critic, how old that is, and whether it counts here."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from casewright.certificates import Certificate, FamilyEvidence
from casewright.overlays import overlaid

if TYPE_CHECKING:
    from casewright.service.site import Site

__all__ = ["CertificateAnswer", "CertificateList", "FamilyAnswer", "RateAnswer", "certificates_of"]

RATE: dict[str, Any] = {"hits": 3, "n": 120, "low": 0.005, "high": 0.071}
CERTIFICATE: dict[str, Any] = {
    "id": "rules-en-5b0c2f9b",
    "critic": "rules",
    "language": "en",
    "grade": "provisional",
    "issued": "2026-05-04",
    "age_days": 41,
    "counts": True,
    "revoked": None,
    "items": 1840,
    "bases": 120,
    "labelled": 0,
    "raters": 0,
    "gating_criteria": 31,
    "examined_criteria": 44,
    "families": [
        {
            "family": "supports/diagnosis",
            "passes": True,
            "why": "",
            "false_accepts": RATE,
            "false_rejects": {**RATE, "hits": 9, "low": 0.035, "high": 0.137},
        }
    ],
    "notes": [],
}


class RateAnswer(BaseModel):
    """``hits`` of ``n``, with a 95 % interval."""

    hits: int
    n: int
    low: float | None
    high: float | None


class FamilyAnswer(BaseModel):
    """Criteria of one role and aspect, pooled."""

    family: str
    passes: bool
    why: str
    false_accepts: RateAnswer
    false_rejects: RateAnswer

    @classmethod
    def of(cls, found: FamilyEvidence) -> FamilyAnswer:
        return cls.model_validate(found, from_attributes=True)


class CertificateAnswer(BaseModel):
    """One critic's exam in one language."""

    model_config = ConfigDict(json_schema_extra={"examples": [CERTIFICATE]})

    id: str
    critic: str
    language: str
    grade: str
    issued: str
    age_days: int | None = Field(description="Since it was issued; null where its date can't be read.")
    counts: bool = Field(description="Whether the gate of this profile goes by it.")
    revoked: str | None
    items: int
    bases: int
    labelled: int
    raters: int
    gating_criteria: int
    examined_criteria: int
    families: tuple[FamilyAnswer, ...]
    notes: tuple[str, ...]


class CertificateList(BaseModel):
    """Certificates at hand, the newest first."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"certificates": [CERTIFICATE], "fact_check": {"en": True, "es": False}}]}
    )

    certificates: tuple[CertificateAnswer, ...]
    fact_check: Mapping[str, bool] = Field(description="By language, whether the fact check may fail a report.")


async def certificates_of(site: Site, profile: str) -> CertificateList:
    """The certificates that are at hand under a profile, and which of them its gate goes by.

    Raises:
        UnknownNameError: there is no such profile.
    """
    return await asyncio.to_thread(_told, site, profile)


def _told(site: Site, profile: str) -> CertificateList:
    cast = site.profiles.cast(profile)
    with overlaid(cast.overlays):
        gating = cast.gating
    heard = {one.id for one in gating.certificates}
    today = datetime.now(UTC).date()
    found = sorted(cast.certificates, key=lambda one: (one.issued, one.id), reverse=True)
    told = tuple(_answer(one, today, counts=one.id in heard) for one in found)
    return CertificateList(certificates=told, fact_check={str(name): may for name, may in gating.facts.items()})


def _answer(one: Certificate, today: date, *, counts: bool) -> CertificateAnswer:
    names = ("id", "critic", "language", "grade", "issued", "revoked", "items", "bases", "labelled", "raters", "notes")
    return CertificateAnswer.model_validate(
        {
            **{name: getattr(one, name) for name in names},
            "age_days": _age(one.issued, today),
            "counts": counts,
            "gating_criteria": sum(item.gates for item in one.criteria),
            "examined_criteria": len(one.criteria),
            "families": tuple(FamilyAnswer.of(family) for family in one.families.values()),
        }
    )


def _age(issued: str, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(issued[:10])).days
    except ValueError:
        return None
