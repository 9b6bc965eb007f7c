"""A user's own facts from a YAML or JSON file: `generate --case FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casewright.documents import Document, load_document
from casewright.errors import UnknownNameError, UsageError
from casewright.plans.cases.latent import candidate_sections, default_source
from casewright.plans.cases.problems import case_problems
from casewright.plans.wording import phrase
from casewright.types import (
    Case,
    Certainty,
    Fact,
    Order,
    Person,
    Quantity,
    Severity,
    Source,
    Status,
    Subject,
    Time,
)
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.kinds import kind

__all__ = ["load_case"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Person(_Strict):
    age: int
    sex: Literal["female", "male"]
    gender: Literal["woman", "man", "nonbinary"] | None = None
    pronouns: Literal["she", "he", "they"] | None = None


class _Quantity(_Strict):
    value: float
    unit: str


class _Fact(_Strict):
    concept: str
    id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$")
    section: str | None = None
    status: Status = "present"
    subject: Subject = "patient"
    time: Time = "current"
    source: Source | None = None
    certainty: Certainty = "confirmed"
    severity: Severity | None = None
    quantity: _Quantity | None = None
    told: bool = True


class _Case(_Strict):
    person: _Person
    facts: list[_Fact] = Field(min_length=1)
    traits: dict[str, str] = {}


def load_case(path: Path, order: Order, order_id: str) -> Case:
    """A case with the user's own facts.

    The file holds ``person`` (age, sex; gender and pronouns follow the sex where they are left out), ``facts``
    (a list of `casewright.types.Fact` fields; section and source default to the usual place of the concept) and
    ``traits``.

    Raises:
        DocumentError: a field, concept, status or section that can't be, with line and column.
        InputError: the file can't be read.
        UnknownNameError: the order's kind does not exist.
    """
    document = load_document(path)
    raw = _read(document)
    facts = tuple(_fact(document, number, fact, order) for number, fact in enumerate(raw.facts))
    case = Case(
        id=f"{order_id}.own",
        order=order_id,
        index=0,
        seed=0,
        system=order.system,
        code=order.code,
        comorbidities=order.comorbidities,
        language=order.language,
        kind=order.kind,
        person=_person(raw.person),
        facts=facts,
        traits={"register": kind(order.kind).registers[0], "informant": "none", **raw.traits},
    )
    problems = case_problems(case)
    if problems:
        raise document.error(f"impossible case: {'; '.join(problems)}", ("facts",))
    for number, fact in enumerate(facts):
        _check_wording(document, number, fact, case)
    return case


def _check_wording(document: Document, number: int, fact: Fact, case: Case) -> None:
    try:
        phrase(fact, case)
    except UsageError as error:
        raise document.error(str(error), ("facts", number)) from None


def _read(document: Document) -> _Case:
    try:
        return _Case.model_validate(document.data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        path = first["loc"]
        raise document.error(f"{'.'.join(str(part) for part in path) or 'the case'}: {first['msg']}", path) from None


def _person(person: _Person) -> Person:
    woman = person.sex == "female"
    gender = person.gender or ("woman" if woman else "man")
    usual: dict[str, Literal["she", "he", "they"]] = {"woman": "she", "man": "he", "nonbinary": "they"}
    return Person(person.age, person.sex, gender, person.pronouns or usual[gender])


def _fact(document: Document, number: int, fact: _Fact, order: Order) -> Fact:
    place: tuple[str | int, ...] = ("facts", number)
    try:
        category = concept(fact.concept).category
    except UnknownNameError as error:
        raise document.error(str(error), (*place, "concept")) from None
    known = tuple(section.id for section in kind(order.kind).sections)
    usual = candidate_sections(category, fact.subject)
    section = fact.section or next((name for name in usual if name in known), None)
    if fact.told and section not in known:
        wanted = repr(fact.section or usual[0])
        message = f"a {order.kind} has no section {wanted} for {fact.concept}; it has {', '.join(known)}"
        raise document.error(message, (*place, "section"))
    values: dict[str, Any] = fact.model_dump(exclude={"id", "section", "source", "quantity"})
    return Fact(
        id=fact.id or f"f{number + 1:02}-{fact.concept}",
        section=section or usual[0],
        source=fact.source or default_source(category),
        quantity=Quantity(fact.quantity.value, fact.quantity.unit) if fact.quantity else None,
        **values,
    )
