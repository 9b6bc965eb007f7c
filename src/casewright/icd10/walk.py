"""Turns a package's look-ups into a tree of entries."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from casewright.icd10.entry import Entry, EntryKind

__all__ = ["Children", "quiet_import", "walk"]

Children = Callable[[str, EntryKind], list[tuple[str, EntryKind]]]


@contextmanager
def quiet_import() -> Iterator[None]:
    """Both packages read their data with a deprecated call when imported; no user of ours can change that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def walk(system: str, chapters: tuple[str, ...], children: Children) -> dict[str, Entry]:
    """Entries by code, depth first, from what lies under each code."""
    entries: dict[str, Entry] = {}
    stack: list[tuple[str, EntryKind, str | None]] = [(code, "chapter", None) for code in reversed(chapters)]
    while stack:
        code, kind, parent = stack.pop()
        below = children(code, kind)
        entries[code] = Entry(system, code, kind, parent, tuple(name for name, _ in below))
        stack.extend((name, child_kind, code) for name, child_kind in reversed(below))
    return entries
