"""What an identifier pattern is: an RE2 expression, whose time is linear in the text, and a check of what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from casewright.types import Language

__all__ = ["Found", "Pattern", "digits_of", "find_all"]


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier's type and place, in code points."""

    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """``expression`` is RE2; its first group, where there is one, is the identifier. ``check`` sees what it found."""

    type: str
    expression: str
    check: Callable[[str], bool] | None = None
    language: Language | None = None


def find_all(patterns: Sequence[Pattern], text: str, language: Language) -> Iterator[Found]:
    """What the patterns of this language find, pattern by pattern; overlaps are left in."""
    for pattern in patterns:
        if pattern.language in (None, language):
            yield from _find(pattern, text)


def digits_of(value: str) -> str:
    """The digits alone."""
    return "".join(letter for letter in value if letter in "0123456789")


def _find(pattern: Pattern, text: str) -> Iterable[Found]:
    compiled = _compiled(pattern.expression)
    group = 1 if compiled.groups else 0
    for match in compiled.finditer(text):
        if pattern.check is None or pattern.check(match.group(group)):
            yield Found(pattern.type, *match.span(group))


_MEMORY = 64 << 20
"""Bytes that an expression's automaton may take; a class of all letters makes large ones."""


@cache
def _compiled(expression: str) -> Any:
    import re2

    options = re2.Options()
    options.max_mem = _MEMORY
    return re2.compile(expression, options)
