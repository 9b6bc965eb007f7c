"""Texts that a scaffold left to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casewright.documents import Document
from casewright.rubrics.problems import Path, Problem

__all__ = ["TODO", "is_unfinished", "todo_problems"]

TODO = "TODO"
"""What a text says that somebody still has to write."""


def is_unfinished(text: str) -> bool:
    """Whether a text says so."""
    return TODO in text


def todo_problems(document: Document) -> Iterator[Problem]:
    """Every value of a document that is still to be written."""
    return _todos(document.data, ())


def _todos(value: Any, path: Path) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _todos(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _todos(part, (*path, index))
    elif isinstance(value, str) and is_unfinished(value):
        where = ".".join(str(part) for part in path) or "document"
        yield Problem("todo", f"{where} is still to be written: {' '.join(value.split())[:60]!r}", path)
