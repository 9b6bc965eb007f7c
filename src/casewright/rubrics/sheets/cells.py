"""Values of a criterion as text in a cell, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from casewright.documents import parse_document
from casewright.rubrics.schema import AgesEntry, CriterionEntry

__all__ = ["as_ages", "as_finds", "as_kinds", "as_number", "as_passages", "cells_of", "opened", "shielded"]

RISKY = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet may take for a formula, and the same behind apostrophes."""
QUOTED = re.compile(r"'+[=+\-@\t\r]")
NO_KIND = "none"
NUMBER = re.compile(r"\d+([.,]\d+)?")
AGES = re.compile(
    r"(?:(?P<from>from|≥|>=) *)?(?P<min>[\d.,]+)(?P<up>\+)? *(?:(?:to|-|–) *(?P<max>[\d.,]+))?"
    r"|(?:to|up to|≤|<=) *(?P<only>[\d.,]+)"
)


def cells_of(name: str, entry: CriterionEntry) -> dict[str, str]:
    """The cells of a criterion by column."""
    examples = entry.examples
    return {
        "id": name,
        "role": entry.role,
        "aspect": entry.aspect,
        "weight": _number(entry.weight),
        "want": entry.want or "",
        "kinds": "" if entry.kinds is None else ", ".join(entry.kinds) or NO_KIND,
        "ages": _ages(entry.ages),
        "clause": entry.clause,
        "asks en": entry.asks.en,
        "asks es": entry.asks.es,
        "guidance en": entry.guidance.en,
        "guidance es": entry.guidance.es,
        "present": _lines(examples.present),
        "absent": _lines(examples.absent),
        "borderline": _lines(examples.borderline),
        "finds": _flow(entry.finds) if entry.finds else "",
        "was": "\n".join(entry.was),
    }


def shielded(text: str, *, csv: bool) -> str:
    """Text that no spreadsheet runs: an apostrophe stands before what could be a formula.

    A workbook marks its cells as text, so there only text that already looks shielded needs one.
    """
    return f"'{text}" if (RISKY if csv else QUOTED).match(text) else text


def opened(text: str) -> str:
    """The text of a shielded cell."""
    return text[1:] if QUOTED.match(text) else text


def as_number(text: str) -> float | None:
    """A number, with a point or a comma; ``None`` if it is none."""
    if not NUMBER.fullmatch(text.strip()):
        return None
    plain = text.strip().replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def as_kinds(text: str) -> list[str] | None:
    """Kinds between commas, semicolons or line breaks; an empty cell is all of them."""
    names = [name.strip() for name in re.split(r"[,;\n]", text) if name.strip()]
    return [] if names == [NO_KIND] else names or None


def as_ages(text: str) -> dict[str, float] | None:
    """``from 18``, ``to 17``, ``18 to 65``, ``18-65``, ``18+``; ``None`` if it is none of these."""
    found = AGES.fullmatch(text.strip().casefold())
    if not text.strip():
        return {}
    if not found:
        return None
    low, high = found["min"], found["max"] or found["only"]
    if low and not high and not (found["from"] or found["up"]):
        return None
    ends = {"min": as_number(low) if low else None, "max": as_number(high) if high else None}
    if any(value is None for value, word in zip(ends.values(), (low, high), strict=True) if word):
        return None
    return {name: value for name, value in ends.items() if value is not None}


def as_passages(text: str) -> list[str]:
    """A passage a line; a line break within one is written as backslash and n."""
    return [_unescaped(line.strip()) for line in text.split("\n") if line.strip()]


def as_finds(text: str) -> Any:
    """The tree that a cell holds.

    Raises:
        DocumentError: the text is no YAML that is read here.
    """
    return parse_document(text, "finds").data if text.strip() else {}


def _number(value: float) -> str:
    return f"{value:g}" if value == float(f"{value:g}") else repr(value)


def _ages(ages: AgesEntry) -> str:
    low = None if ages.min is None else _number(ages.min)
    high = None if ages.max is None else _number(ages.max)
    if low and high:
        return f"{low} to {high}"
    return f"from {low}" if low else f"to {high}" if high else ""


def _lines(passages: Sequence[str]) -> str:
    return "\n".join(passage.replace("\\", "\\\\").replace("\n", "\\n") for passage in passages)


def _unescaped(line: str) -> str:
    return re.sub(r"\\(\\|n)", lambda found: "\n" if found[1] == "n" else "\\", line)


class _Flow(yaml.SafeDumper):
    """Writes trees out in full: our loader refuses aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _flow(tree: Any) -> str:
    written = yaml.dump(
        tree, Dumper=_Flow, default_flow_style=True, width=float("inf"), sort_keys=False, allow_unicode=True
    )
    return str(written).strip()
