"""The rubric file as people write it: one pydantic model a mapping, nothing unknown let in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StringConstraints

from casewright.rubrics.criterion import Want
from casewright.types import Answer, Aspect, Language, Role

__all__ = [
    "AgesEntry",
    "Basis",
    "CriterionEntry",
    "ExamplesEntry",
    "GoldenEntry",
    "GuidanceEntry",
    "Mapped",
    "NeighbourEntry",
    "Relation",
    "ReviewEntry",
    "RubricEntry",
    "RubricStatus",
    "WordingEntry",
]

Basis = Literal["tabular", "cddg", "dcr", "guideline"]
Relation = Literal["excludes", "subsumed_by", "subsumes", "may_coexist"]
RubricStatus = Literal["draft", "clinician_reviewed", "validated"]
Mapped = Literal["exact", "broader", "narrower", "different"]

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
_RubricId = Annotated[str, StringConstraints(pattern=r"^(who|cm):[A-Z0-9][A-Z0-9.-]{0,15}$")]
_Version = Annotated[
    str, StringConstraints(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$")
]
_Years = Annotated[StrictInt | StrictFloat, Field(ge=0, le=130)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WordingEntry(_Entry):
    """A question in both languages."""

    en: _Words
    es: _Words


class GuidanceEntry(_Entry):
    """Guidance in both languages; either may be empty."""

    en: str = ""
    es: str = ""


class ExamplesEntry(_Entry):
    """Passages for which the answer is known."""

    present: list[_Words] = []
    absent: list[_Words] = []
    borderline: list[_Words] = []


class AgesEntry(_Entry):
    """Years, both ends included."""

    min: _Years | None = None
    max: _Years | None = None


class CriterionEntry(_Entry):
    """One criterion; ``want`` defaults to present, for contradicts to not_present."""

    role: Role
    aspect: Aspect
    asks: WordingEntry
    weight: Annotated[StrictInt | StrictFloat, Field(ge=0)] = 1
    kinds: list[str] | None = None
    ages: AgesEntry = AgesEntry()
    finds: dict[str, Any] = {}
    want: Want | None = None
    clause: str = ""
    guidance: GuidanceEntry = GuidanceEntry()
    examples: ExamplesEntry = ExamplesEntry()
    was: list[str] = []


class NeighbourEntry(_Entry):
    """A line of the differential."""

    code: _RubricId
    relation: Relation
    clause: str = ""


class ReviewEntry(_Entry):
    """Who reviewed a rubric, as a role, and when."""

    role: _Words
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class GoldenEntry(_Entry):
    """A text with the answers that the rubric must get from it."""

    kind: str
    text: _Words
    answers: dict[str, Answer]
    language: Language = "en"
    age: _Years | None = None


class RubricEntry(_Entry):
    """A rubric file. ``mapping`` is needed where ``extends`` crosses code systems."""

    id: _RubricId
    version: _Version
    extends: _RubricId | None = None
    mapping: Mapped | None = None
    basis: Basis
    status: RubricStatus = "draft"
    reviewed: ReviewEntry | None = None
    criteria: dict[_Id, CriterionEntry] = {}
    differential: list[NeighbourEntry] = []
    disable: list[_Id] = []
    goldens: list[GoldenEntry] = []
