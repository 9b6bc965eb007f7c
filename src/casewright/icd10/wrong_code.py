"""Words the error for a code that a table doesn't have: what is near, and which other system has it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from casewright.errors import UnknownCodeError
from casewright.icd10.entry import Entry

__all__ = ["SHAPE", "unknown_code"]

SHAPE = re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?|[A-Z]\d[0-9A-Z]-[A-Z]\d[0-9A-Z]|[IVX]{1,5}")
LOOKALIKES = str.maketrans("OIL", "011")
SHOWN = 12


def unknown_code(
    system: str, text: str, code: str, entries: Mapping[str, Entry], elsewhere: str | None
) -> UnknownCodeError:
    """The error for ``text``, read as ``code``; ``elsewhere`` says what another system makes of it."""
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    if not SHAPE.fullmatch(code):
        slip = _slip(code, entries)
        hint = f"; nearest: {slip}" if slip else ""
        return UnknownCodeError(
            f"{shown!r} is no {system} code; a letter, two digits and, after a point, further characters "
            f"are allowed, such as F32.1{hint}"
        )
    parts = [f"unknown {system} code {shown!r}", *([elsewhere] if elsewhere else []), _nearest(code, entries)]
    return UnknownCodeError("; ".join(parts))


def _slip(code: str, entries: Mapping[str, Entry]) -> str | None:
    guess = code[:1] + code[1:].translate(LOOKALIKES)
    return guess if guess in entries else None


def _nearest(code: str, entries: Mapping[str, Entry]) -> str:
    slip = _slip(code, entries)
    if slip:
        return f"nearest: {slip}"
    for length in range(len(code) - 1, 2, -1):
        parent = entries.get(code[:length].rstrip("."))
        if parent is not None and "-" not in code:
            return _children_of(parent)
    return f"nearest: {', '.join(_neighbours(code, entries))}"


def _children_of(parent: Entry) -> str:
    if not parent.children:
        return f"{parent.code} has no children"
    more = f" and {len(parent.children) - SHOWN} more" if len(parent.children) > SHOWN else ""
    return f"children of {parent.code} are {', '.join(parent.children[:SHOWN])}{more}"


def _neighbours(code: str, entries: Mapping[str, Entry]) -> list[str]:
    kind = "block" if "-" in code else "category"
    same_letter = (entry.code for entry in entries.values() if entry.kind == kind and entry.code[0] == code[0])
    names = sorted(same_letter)
    place = bisect_left(names, code)
    return names[max(0, place - 2) : place + 2]
