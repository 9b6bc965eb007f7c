"""Reads the goldens that ship with the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from casewright.documents import Document, parse_document
from casewright.errors import UnknownNameError
from casewright.exams.bases import Base
from casewright.exams.goldens.form import FactForm, GoldenForm
from casewright.icd10 import table
from casewright.plans import case_problems
from casewright.types import Case, Fact, Language, Person, Report, Source
from casewright.vocabulary.concepts import Category, concept
from casewright.vocabulary.kinds import split_sections
from casewright.vocabulary.quantities import as_quantity

__all__ = ["golden", "goldens", "read_golden"]

LANGUAGES: tuple[Language, ...] = ("en", "es")
SYSTEM = "icd10-who-2019"
TITLE = re.compile(r"\{title(?::([A-Z][0-9.]+))?\}")
_SOURCES: dict[Category, Source] = {"observation": "observed", "scale": "test"}


@cache
def goldens() -> tuple[Base, ...]:
    """All goldens, English before Spanish, in the order of their files' names."""
    return tuple(golden for language in LANGUAGES for golden in _of(language))


def golden(name: str) -> Base:
    """One golden by its id.

    Raises:
        UnknownNameError: no such golden.
    """
    known = {item.id: item for item in goldens()}
    try:
        return known[name]
    except KeyError:
        raise UnknownNameError("golden", name, known) from None


def _of(language: Language) -> Iterator[Base]:
    folder = files("casewright.exams") / "goldens" / language
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".yaml"):
            document = parse_document(path.read_text("utf-8"), f"exams/goldens/{language}/{path.name}")
            yield read_golden(document, f"{language}-{path.name.removesuffix('.yaml')}", language)


def read_golden(document: Document, name: str, language: Language) -> Base:
    """A golden from its file.

    Raises:
        DocumentError: a field that can't be, or an impossible case.
        UnknownNameError: an unknown concept, kind or code.
    """
    form = _form(document)
    case = _case(form, name, language)
    problems = case_problems(case)
    if problems:
        raise document.error(f"impossible case: {'; '.join(problems)}", ("facts",))
    text = _filled(form, language)
    report = Report(text, split_sections(text, language, form.kind), language, form.kind)
    return Base(name, case, report, "golden", form.hand, form.note)


def _form(document: Document) -> GoldenForm:
    try:
        return GoldenForm.model_validate(document.data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = tuple(part for part in first["loc"] if not str(part).startswith("function-"))
        raise document.error(f"{'.'.join(map(str, place)) or 'the golden'}: {first['msg']}", place) from None


def _filled(form: GoldenForm, language: Language) -> str:
    """The text with titles of the code table where they are wanted."""
    titles = table(SYSTEM)
    return TITLE.sub(lambda match: titles.title(match[1] or form.code, language).text, form.text).strip()


def _case(form: GoldenForm, name: str, language: Language) -> Case:
    told = [(section, fact) for section, facts in form.facts.items() for fact in facts]
    return Case(
        id=name,
        order="goldens",
        index=0,
        seed=0,
        system=SYSTEM,
        code=table(SYSTEM).normalise(form.code),
        comorbidities=tuple(form.comorbidities),
        language=language,
        kind=form.kind,
        person=Person(**form.person.model_dump()),
        facts=tuple(_fact(number, section, fact) for number, (section, fact) in enumerate(told, start=1)),
        traits={"register": form.hand},
    )


def _fact(number: int, section: str, form: FactForm) -> Fact:
    category = concept(form.concept).category
    values = form.model_dump(exclude={"source", "quantity"})
    return Fact(
        id=f"f{number:02}-{form.concept}",
        section=section,
        source=form.source or _SOURCES.get(category, "patient"),
        quantity=as_quantity(form.quantity) if form.quantity else None,
        **values,
    )
