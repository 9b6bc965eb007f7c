"""The files of populations/: who has a code, what is true of them, and how much of it each kind tells."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import PurePath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from casewright.documents import Document, parse_document
from casewright.overlays import part_documents, per_overlay
from casewright.types import Severity, Source, Status, Subject, Time

__all__ = [
    "Entry",
    "Group",
    "Population",
    "Shares",
    "Values",
    "population",
    "populations",
    "read_data",
    "shared_groups",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shares(_Strict):
    """A distribution over names; ``source`` says where it comes from."""

    source: str
    shares: dict[str, float]


class Values(_Strict):
    """Equally likely values of one unit."""

    unit: str
    values: list[float] = Field(min_length=1)
    source: str = ""


class Entry(_Strict):
    """A candidate fact of a group, with the conditions under which it may be drawn."""

    concept: str
    status: Status = "present"
    subject: Subject = "patient"
    time: Time = "current"
    source: Source | None = None
    severity: Literal["case"] | Severity | None = None
    quantity: Literal["episode", "event", "latency", "dose", "band"] | Values | None = None
    section: str | None = None
    ages: tuple[int, int] = (0, 120)
    requires: list[str] = []
    """Concepts of which at least one must be present already."""
    excludes: list[str] = []
    when: dict[str, list[str]] = {}


def _entry(value: Any) -> Any:
    """Reads the short forms ``epilepsy``, ``no epilepsy`` and ``unknown epilepsy``."""
    if not isinstance(value, str):
        return value
    word, _, name = value.rpartition(" ")
    status = {"": "present", "no": "absent", "unknown": "unknown"}[word]
    return {"concept": name, "status": status}


class Group(_Strict):
    """How many of a pool are true of the patient, and how many of those must be told."""

    draw: tuple[int, int]
    told: int = 0
    tell: Literal["usual", "optional"] = "usual"
    rest: Literal["absent", "untouched"] = "untouched"
    of: list[Annotated[Entry, BeforeValidator(_entry)]]


class Population(_Strict):
    """Everything that draws a case of one code."""

    code: str
    age: Shares
    sex: Shares
    severity: Shares
    course: Shares
    setting: Shares
    stressor: Shares
    comorbidity: Shares
    episode: Values
    event: Values | None = None
    latency: Values | None = None
    presenting: list[str]
    disputed: list[str]
    as_comorbidity: list[str]
    diagnosis: str
    reported: list[str] = []
    """Concepts that the informant tells, where there is one, in the place of the patient."""
    informed: float = Field(default=0.45, ge=0, le=1)
    """Share of cases in which somebody beside the patient speaks, where the kind has room for it."""
    groups: dict[str, Group]


@per_overlay("populations", "vocabulary")
def populations() -> Mapping[str, Population]:
    """All populations by code; those of an overlay folder (files with a ``code``) stand in the place of ours.

    Raises:
        DocumentError: a population of an overlay folder can't be used.
    """
    found = {code: Population.model_validate(_merged(read_data(code))) for code in sorted(read_data("codes")["codes"])}
    for layer in part_documents("populations"):
        for document in layer:
            if isinstance(document.data, Mapping) and "code" in document.data:
                found[str(document.data["code"])] = _own(document)
    return found


def _own(document: Document) -> Population:
    try:
        return Population.model_validate(_merged(document.data))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = tuple(part for part in first["loc"] if isinstance(part, str | int))
        raise document.error(f"{'.'.join(map(str, path)) or 'population'}: {first['msg']}", path) from None


def population(code: str) -> Population | None:
    """The population of a code, if it has one."""
    return populations().get(code)


@per_overlay("populations", "vocabulary")
def shared_groups(part: Literal["first", "then"]) -> Mapping[str, Group]:
    """Groups of anybody, whatever the code: drawn before (``first``) or after the code's own."""
    return {name: Group.model_validate(group) for name, group in read_data("shared")[part].items()}


@per_overlay("populations", "vocabulary")
def read_data(name: str) -> dict[str, Any]:
    """One file of the folder, or of the highest overlay folder that has it, as plain values."""
    for layer in reversed(list(part_documents("populations"))):
        for document in layer:
            if PurePath(document.source).stem == name:
                return dict(document.data)
    text = files("casewright.plans").joinpath("populations", f"{name}.yaml").read_text("utf-8")
    data = parse_document(text, f"plans/populations/{name}.yaml").data
    return dict(data)


def _merged(own: Mapping[str, Any]) -> dict[str, Any]:
    """Its own keys over those of the file it extends; groups are merged by name, keeping the base's order."""
    base = _merged(read_data(own["extends"])) if "extends" in own else {}
    merged = {**base, **{key: value for key, value in own.items() if key != "extends"}}
    merged["groups"] = {**base.get("groups", {}), **own.get("groups", {})}
    return merged
