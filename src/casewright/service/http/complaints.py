"""What is wrong with a request's fields, in words that repeat neither its values nor names that it made up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

__all__ = ["complaints"]

MOST = 20
LOOSE = ("value_error", "assertion_error")
"""Kinds whose words are a validator's own, and may repeat what it was given."""
SPEAKING = re.compile(
    r"(missing|extra_forbidden|json_invalid|literal_error|enum|.*_(type|parsing|too_short|too_long|pattern_mismatch)|"
    r"too_(short|long)|(greater|less)_than(_equal)?|finite_number|multiple_of|string_unicode|int_from_float|"
    r"int_parsing_size|frozen_.*)"
)
"""Kinds whose words name what was allowed alone."""


def complaints(errors: Sequence[Any], known: Iterable[str]) -> list[dict[str, str]]:
    """Where and what, for at most twenty errors of pydantic's.

    Args:
        errors: As `RequestValidationError.errors` gives them.
        known: Field names of ours, which may be said; others are the client's.
    """
    ours = frozenset(known)
    return [{"where": _where(error["loc"], ours), "what": _what(error)} for error in errors[:MOST]]


def _where(loc: Sequence[Any], known: frozenset[str]) -> str:
    told = (str(part) if isinstance(part, int) or part in known else "…" for part in loc)
    return ".".join(told)


def _what(error: Mapping[str, Any]) -> str:
    kind, message = str(error["type"]), str(error["msg"])
    if kind == "union_tag_invalid":
        return f"must be one of {error['ctx']['expected_tags']}"
    if SPEAKING.fullmatch(kind):
        return message
    if kind in LOOSE and not _repeats(message, error.get("input")):
        return message
    return "is not allowed here"


def _repeats(message: str, given: Any) -> bool:
    """Whether a message holds something that was given, or might."""
    if isinstance(given, Mapping):
        return any(_repeats(message, part) for pair in given.items() for part in pair)
    if isinstance(given, list | tuple):
        return any(_repeats(message, part) for part in given)
    return str(given) in message
