"""The library's categories that a note is held against, and what of their rubrics asks for the code itself."""

from __future__ import annotations

from functools import cache

from casewright.icd10 import table
from casewright.rubrics import Criterion, resolve
from casewright.rubrics.layers import load_library
from casewright.rubrics.places import BASE
from casewright.types import Language

__all__ = ["DEEP", "categories", "codes_of", "deep_categories", "own_criteria", "titles"]

DEEP = ("F03", "F05", "F10", "F20", "F25", "F31", "F32", "F33", "F41", "F43", "F60.3", "F90")


@cache
def categories() -> tuple[str, ...]:
    """Every category that has a rubric of its own; F60.3 instead of F60, which it would share its criteria with."""
    places = [place.removeprefix("who:") for place in load_library() if place.startswith("who:F")]
    found = {code for code in places if len(code) == 3 and code != "F60"}
    return tuple(sorted({*found, *(code for code in DEEP if code in places)}))


def deep_categories() -> tuple[str, ...]:
    """Those of the twelve that the library has."""
    return tuple(code for code in DEEP if code in categories())


@cache
def codes_of(category: str) -> tuple[str, ...]:
    """The fourth characters of a category that have a rubric of their own; where none has, the category itself."""
    below = {place.removeprefix("who:")[: len(category) + 2] for place in load_library()}
    found = sorted(code for code in below if code.startswith(f"{category}.") and len(code) == len(category) + 2)
    return tuple(found) or (category,)


@cache
def own_criteria(code: str, kind: str, age: int | None) -> tuple[Criterion, ...]:
    """Criteria of a code's rubric that code can answer and that neither the base nor a block brings in."""
    applicable = resolve(code, kind=kind).applicable(age)
    return tuple(item for item in applicable if item.finds and not _shared(item.origin.rubric))


def _shared(rubric: str) -> bool:
    return rubric == BASE or "-" in rubric


@cache
def titles(code: str, language: Language) -> str:
    """The titles of a code and of all below it, read from the table."""
    codes = [name for name in table().codes() if name.startswith(code)]
    return ". ".join(table().title(name, language).text for name in codes)
