"""Something wrong with a rubric: named by the rule that found it, pointing at its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

__all__ = ["REGEX_KEYS", "Path", "Problem", "regex_problem", "suggest"]

REGEX_KEYS = frozenset({"match", "matches", "pattern", "patterns", "re", "regex", "regexp"})
"""Keys under which people write regular expressions. None is ever read: one may take for ever on an unlucky text."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a place of a document (a path of keys and indexes)."""

    rule: str
    message: str
    path: Path = ()


def regex_problem(key: str, path: Path) -> Problem:
    """A key that asks for a regular expression."""
    message = f"{key!r}: regular expressions are never read; name concepts under 'finds', and words in a term file"
    return Problem("regex", message, path)


def suggest(name: str, known: Iterable[str], *, listed: bool = True) -> str:
    """The end of a message about an unknown name: the nearest known one, and what is allowed if ``listed``."""
    options = sorted(known)
    near = get_close_matches(name, options, n=1 if listed else 3)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    return f"{hint} (allowed: {', '.join(options) or 'none'})" if listed else hint
