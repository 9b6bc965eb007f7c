"""Section ids and the names they go by in any kind of document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from casewright.documents import parse_document
from casewright.types import Language

__all__ = ["SECTIONS", "fold_name", "shared_names"]

SECTIONS = (
    "identification",
    "reason",
    "informants",
    "present-illness",
    "psychiatric-history",
    "medical-history",
    "substance-history",
    "family-history",
    "social-history",
    "medication",
    "scales",
    "mental-state",
    "physical-findings",
    "risk",
    "course",
    "impression",
    "plan",
)


@cache
def _names() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    text = files(__package__).joinpath("sections.yaml").read_text("utf-8")
    data = parse_document(text, "vocabulary/kinds/sections.yaml").data
    return {section: {language: tuple(names) for language, names in entry.items()} for section, entry in data.items()}


def shared_names(section: str, language: Language) -> tuple[str, ...]:
    """The names of a section in any kind, the usual one first."""
    return _names()[section][language]


def fold_name(name: str) -> str:
    """A heading without case, accents, numbering, punctuation and "and": how two headings are compared."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join(word for word in re.findall(r"[^\W\d_]+", plain.casefold()) if word not in ("and", "y"))
