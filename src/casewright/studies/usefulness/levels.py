"""Which class of chapter V a note is of, by its codes: the chapter, a block, three characters, four characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from casewright.icd10 import table

__all__ = ["LEVELS", "Level", "Told", "codes_below", "told_at"]

Level = Literal["chapter", "block", "category", "subcategory"]
LEVELS: Mapping[Level, str] = {
    "chapter": "chapter V or not",
    "block": "block",
    "category": "three characters",
    "subcategory": "four characters",
}
"""From coarse to fine, with what people call them."""

Told = frozenset[str] | Literal["uncoded", "unknown", "unspecific"]
"""The classes of a note at a level (none where all its codes lie outside chapter V), or why they can't be told."""

CODE = re.compile(r"[A-Z]\d[0-9A-Z][0-9A-Z]{0,4}")
CHAPTER = "V"


def told_at(level: Level, codes: Iterable[str]) -> Told:
    """The classes that a note's codes say at a level.

    Blocks and categories are those of ICD-10 WHO; national versions (CM, the Spanish CIE-10-ES) share its categories
    in chapter V, and their further characters are cut off. A note with a code that can't be read, or a category that
    chapter V doesn't have, is *unknown*: what is not understood could be any class. One whose code ends before the
    level (F32 at four characters) is *unspecific*.
    """
    plain = [re.sub(r"[\s.†*+]", "", code).upper() for code in codes if code.strip()]
    if not plain:
        return "uncoded"
    ours = [code for code in plain if code.startswith("F")]
    if not all(map(CODE.fullmatch, plain)) or any(code[:3] not in table() for code in ours):
        return "unknown"
    found = {_class(level, code) for code in ours}
    return "unspecific" if None in found else frozenset(name for name in found if name is not None)


def codes_below(name: str) -> tuple[str, ...]:
    """A class with all the codes under it."""
    entry = table().entry(name)
    return (entry.code, *(code for child in entry.children for code in codes_below(child)))


def _class(level: Level, code: str) -> str | None:
    category = table().entry(code[:3])
    match level:
        case "chapter":
            return CHAPTER
        case "block":
            return category.parent
        case "category":
            return category.code
        case "subcategory":
            whole = f"{code[:3]}.{code[3:4]}"
            return whole if whole in table() else category.code if not category.children else None
