"""Label sets, sheets and exams, as pages and routes work with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from casewright.exams.labels import Agreement

__all__ = ["Exam", "ExamRequest", "ExamState", "LabelSet", "Sheet", "SheetFormat", "SheetRequest", "SheetTaken"]

ExamState = Literal["waiting", "sitting", "done", "failed"]
SheetFormat = Literal["csv", "xlsx", "jsonl"]


@dataclass(frozen=True, slots=True)
class LabelSet:
    """People's answers to criteria: those about one run, or under the id ``all`` those of the project."""

    id: str
    reports: int
    labels: int
    raters: int
    criteria: int
    languages: tuple[str, ...]
    unused: int
    """Answers to a wording that is no longer asked, and such."""
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """A blinded sheet: ``n`` questions about open items of a run (or of all), most disputed first."""

    run: str | None = None
    n: int = 100
    per_report: int = 6
    format: SheetFormat = "csv"
    guideline: str = ""
    """Version of the instructions that raters work by."""
    rater: str = ""
    """Who gets it, if one person does."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it is handed out; its key stays here, under its id."""

    id: str
    name: str
    """Of the file."""
    body: bytes
    reports: int
    questions: int


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """What a filled-in sheet held. ``blank`` counts rows that nobody answered."""

    id: str
    labels: int
    again: int
    """Answers that were there already."""
    blank: int
    raters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExamRequest:
    """Who sits on which label set. ``critic`` is ``rules``, or a critic that the profile names."""

    labels: str = "all"
    critic: str = "rules"
    profile: str = "default"
    bases: Literal["none", "goldens", "both"] = "goldens"
    """Base texts with planted defects beside people's reports: ``none`` examines on people's answers alone."""
    calls: int = 500
    """Most calls of a model; criteria that don't fit advise. Code calls nobody."""


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam. ``certificates`` are JSON of `casewright.certificates.Certificate`, one a language, once it is done."""

    id: str
    request: ExamRequest
    by: str
    state: ExamState
    done: int
    total: int
    certificates: tuple[Mapping[str, Any], ...]
    why: str
    """Why it failed; empty otherwise."""
    at: float
    kept: tuple[str, ...] = ()
    """Ids of its certificates that were put among those that the gate goes by."""
