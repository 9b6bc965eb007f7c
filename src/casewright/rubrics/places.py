"""Where rubrics stand: ids such as ``who:F32`` in the trees of the code tables."""

from __future__ import annotations

from typing import Protocol

from casewright.errors import UnknownNameError
from casewright.icd10 import table
from casewright.types import Language

__all__ = ["BASE", "PREFIXES", "CodeTree", "TableTree", "rubric_id", "split_id"]

BASE = "who:V"
"""The rubric on top of every chain. Its questions are about documents, so it serves the other system too."""

PREFIXES = {"who": "icd10-who-2019", "cm": "icd10-cm-2026"}


class CodeTree(Protocol):
    """What resolution asks of the code tables, in rubric ids."""

    def ancestors(self, place: str) -> tuple[str, ...]:
        """The places above, nearest first.

        Raises:
            UnknownCodeError: the table has no such place.
        """

    def title(self, place: str, language: Language) -> str:
        """The title of a place, read from the table at run time."""


class TableTree:
    """The installed code tables."""

    def ancestors(self, place: str) -> tuple[str, ...]:
        """The places above, nearest first."""
        prefix, code = split_id(place)
        return tuple(f"{prefix}:{above}" for above in table(PREFIXES[prefix]).ancestors(code))

    def title(self, place: str, language: Language) -> str:
        """The title of a place, read from the table at run time."""
        prefix, code = split_id(place)
        return table(PREFIXES[prefix]).title(code, language).text


def split_id(place: str) -> tuple[str, str]:
    """System prefix and code of a rubric id."""
    prefix, _, code = place.partition(":")
    return prefix, code


def rubric_id(system: str, code: str) -> str:
    """The id that a rubric for a code would have.

    Raises:
        UnknownNameError: no such code system.
    """
    for prefix, name in PREFIXES.items():
        if name == system:
            return f"{prefix}:{code}"
    raise UnknownNameError("code system", system, PREFIXES.values())
