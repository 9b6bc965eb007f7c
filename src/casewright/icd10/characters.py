"""WHO's clinical fifth characters, added to its table from a small file of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from casewright.documents import parse_document
from casewright.icd10.entry import Entry
from casewright.types import Language

__all__ = ["SOURCE", "add_characters", "characters_text", "wording"]

SOURCE = "fifth character of WHO's CDDG (1992), in our own words"
Characters = Mapping[str, Mapping[Language, str]]


@cache
def characters_text() -> str:
    """The file as it is, for fingerprints."""
    return files(__package__).joinpath("characters.yaml").read_text("utf-8")


def add_characters(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries with the clinical characters below their four-character codes, in order."""
    extended: dict[str, Entry] = {}
    for code, entry in entries.items():
        below = tuple(code + character for character in _below(code))
        extended[code] = replace(entry, children=below) if below else entry
        for child in below:
            extended[child] = Entry(entry.system, child, "subcategory", code, ())
    return extended


def wording(code: str, language: Language) -> str | None:
    """What a clinical character adds to the title of its parent; ``None`` for other codes."""
    characters = _below(code[:-1])
    return characters[code[-1]][language] if code[-1:] in characters else None


@cache
def _groups() -> tuple[Mapping[str, Any], ...]:
    return tuple(parse_document(characters_text(), "icd10/characters.yaml").data)


@cache
def _below(code: str) -> Characters:
    for group in _groups():
        if any(_fits(code, pattern) for pattern in group["under"]):
            found: Characters = group["characters"]
            return found
    return {}


def _fits(code: str, pattern: str) -> bool:
    return len(code) == len(pattern) and all(p in ("x", c) for c, p in zip(code, pattern, strict=True))
