"""What a code table says of one code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from casewright.types import Language

__all__ = ["CHAPTERS", "Entry", "EntryKind", "Title", "Tree"]

# one line reads better than twenty-two
CHAPTERS = tuple("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII".split())  # noqa: SIM905

EntryKind = Literal["chapter", "block", "category", "subcategory"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the tree. Chapters are roman numerals, blocks look like ``F30-F39``."""

    system: str
    code: str
    kind: EntryKind
    parent: str | None
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A title with where it was read; ``language`` is the language it is really in."""

    text: str
    source: str
    language: Language


@dataclass(frozen=True, slots=True)
class Tree:
    """A code system as a package holds it, before anything of ours is added."""

    entries: Mapping[str, Entry]
    """By code, in the system's order."""
    title: Callable[[str], str]
    source: str
    """Package and version, and what it holds."""
