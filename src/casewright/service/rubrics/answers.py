"""What requests about rubrics and certificates are answered with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from casewright.rubrics.listing import Listed, Listing

__all__ = ["RubricAnswer", "RubricLine", "RubricList"]

LINE: dict[str, Any] = {
    "id": "who:F32",
    "title": "Depressive episode",
    "version": "1.0.0",
    "basis": "cddg",
    "status": "draft",
    "file": "F32.yaml",
    "criteria": {"supports": 4, "contradicts": 3, "documents": 0},
    "goldens": {"en": 4, "es": 4},
    "drafted": False,
}

ORIGIN: dict[str, Any] = {"rubric": "who:F32", "version": "1.0.0", "file": "F32.yaml"}
CRITERION: dict[str, Any] = {
    "id": "core-symptoms",
    "hash": "6f0c2f9be51d0c2f",
    "role": "supports",
    "aspect": "diagnosis",
    "asks": {"en": "Is depressed mood described as current?", "es": "¿Se describe un ánimo deprimido actual?"},
    "weight": 3,
    "want": "present",
    "kinds": None,
    "ages": {"min": None, "max": None},
    "finds": {"concept": "depressed-mood"},
    "clause": "F32",
    "guidance": {},
    "examples": {},
    "was": [],
    "applies": True,
    "origin": ORIGIN,
}
RESOLVED: dict[str, Any] = {
    "hash": "0f9a7c55d2b1e360",
    "title": {"en": "Moderate depressive episode", "es": "Episodio depresivo moderado"},
    "id": "who:F32.1",
    "version": "1.0.0",
    "status": "draft",
    "basis": "cddg",
    "system": "icd10-who-2019",
    "code": "F32.1",
    "kind": "intake",
    "criteria": [CRITERION],
    "differential": [{"code": "who:F31", "relation": "excludes", "clause": "F32", "origin": ORIGIN}],
    "sources": [ORIGIN],
}


class RubricLine(BaseModel):
    """A rubric file as it stands, without what it inherits."""

    model_config = ConfigDict(json_schema_extra={"examples": [LINE]})

    id: str
    title: str
    version: str
    basis: str
    status: str
    file: str
    criteria: Mapping[str, int] = Field(description="How many, by role.")
    goldens: Mapping[str, int] = Field(description="Texts with known answers, by language.")
    drafted: bool = Field(description="Made from the code table, for a code that no file speaks of.")


class RubricList(BaseModel):
    """Rubrics in the table's order, and for each code the rubric that it resolves to."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"rubrics": [LINE], "codes": {"F32.1": "who:F32.1"}}]})

    rubrics: tuple[RubricLine, ...]
    codes: Mapping[str, str]

    @classmethod
    def of(cls, listing: Listing) -> RubricList:
        files = [_line(one, drafted=False) for one in listing.rubrics]
        drafts = [_line(one, drafted=True) for one in listing.drafts]
        return cls(rubrics=(*files, *drafts), codes=dict(listing.codes))


class RubricAnswer(BaseModel):
    """A resolved rubric. `hash` covers all that decides for this code and kind: pin it in jobs and evaluations."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [RESOLVED]})

    hash: str
    title: Mapping[str, str]
    id: str
    version: str
    status: str
    basis: str
    system: str
    code: str
    kind: str
    criteria: list[dict[str, Any]] = Field(
        description="What is asked, with `hash` and `origin`; those with `applies` false are not asked of this kind."
    )
    differential: list[dict[str, Any]]
    sources: list[dict[str, Any]]


def _line(one: Listed, *, drafted: bool) -> RubricLine:
    plain = {name: getattr(one, name) for name in ("id", "title", "version", "basis", "status")}
    counts = {"criteria": dict(one.criteria), "goldens": dict(one.goldens)}
    return RubricLine.model_validate({**plain, **counts, "file": PurePath(one.source).name, "drafted": drafted})
