"""What a set is made of."""

from __future__ import annotations

from dataclasses import dataclass

from casewright.types import Language

__all__ = ["SetText"]


@dataclass(frozen=True, slots=True)
class SetText:
    """One report of a set.

    Attributes:
        id: Its id; every id stands once in a set.
        code: What it is a report of: reports of one code are compared among themselves too.
        language: Its language. Where a code has reports in both, each language is a group of its own.
        text: The report.
    """

    id: str
    code: str
    language: Language
    text: str
