"""The files of populations/: who has a code, what is true of them, and how much of it each kind tells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from casewright.documents import parse_document
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
    groups: dict[str, Group]


@cache
def populations() -> Mapping[str, Population]:
    """All populations by code."""
    codes = sorted(read_data("codes")["codes"])
    return {code: Population.model_validate(_merged(read_data(code))) for code in codes}


def population(code: str) -> Population | None:
    """The population of a code, if it has one."""
    return populations().get(code)


@cache
def shared_groups(part: Literal["first", "then"]) -> Mapping[str, Group]:
    """Groups of anybody, whatever the code: drawn before (``first``) or after the code's own."""
    return {name: Group.model_validate(group) for name, group in read_data("shared")[part].items()}


@cache
def read_data(name: str) -> dict[str, Any]:
    """One file of the folder as plain values."""
    text = files("casewright.plans").joinpath("populations", f"{name}.yaml").read_text("utf-8")
    data = parse_document(text, f"plans/populations/{name}.yaml").data
    return dict(data)


def _merged(own: Mapping[str, Any]) -> dict[str, Any]:
    """Its own keys over those of the file it extends; groups are merged by name, keeping the base's order."""
    base = _merged(read_data(own["extends"])) if "extends" in own else {}
    merged = {**base, **{key: value for key, value in own.items() if key != "extends"}}
    merged["groups"] = {**base.get("groups", {}), **own.get("groups", {})}
    return merged
