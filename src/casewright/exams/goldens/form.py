"""The form of a golden's file, before anything is made of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from casewright.types import Certainty, Severity, Source, Status, Subject, Time

__all__ = ["FactForm", "GoldenForm", "PersonForm"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PersonForm(_Strict):
    """Whom the report is about; nothing is derived from anything."""

    age: int
    sex: Literal["female", "male"]
    gender: Literal["woman", "man", "nonbinary"]
    pronouns: Literal["she", "he", "they"]


class FactForm(_Strict):
    """A fact as the report tells it. Without ``source`` it is the usual one of the concept's category."""

    concept: str
    status: Status = "present"
    subject: Subject = "patient"
    time: Time = "current"
    source: Source | None = None
    certainty: Certainty = "confirmed"
    severity: Severity | None = None
    quantity: str | None = None
    """A number and a unit, such as ``6 weeks``."""


def _named(value: object) -> object:
    return {"concept": value} if isinstance(value, str) else value


class GoldenForm(_Strict):
    """One file. ``facts`` lists by section what the text tells; a bare concept is present, current and the patient's.

    In ``text``, ``{title}`` and ``{title:CODE}`` stand for titles of the code table, which files may not copy.
    """

    code: str
    kind: str
    hand: Literal["narrative", "telegraphic", "dictated"]
    person: PersonForm
    text: str
    facts: dict[str, list[Annotated[FactForm, BeforeValidator(_named)]]]
    comorbidities: list[str] = []
    note: str = ""
