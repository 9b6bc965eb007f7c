"""A report or note as it may come on a sheet"""

from __future__ import annotations

from dataclasses import dataclass

from casewright.measures.privacy.confidential import Confidential
from casewright.types import Language

__all__ = ["REAL", "Item"]

REAL = "real notes"
"""The name that real notes go by where arms have theirs."""


@dataclass(frozen=True, slots=True, repr=False)
class Item(Confidential):
    """One text.

    Attributes:
        arm: Whose it is, `REAL` for a real note.
        report: Its id there.
        pair: The case that it tells; two tellings of one case are not drawn onto one sheet where that can be helped.
        code: Its code.
        language: Its language.
        text: As a rater will read it.
        parrot: Whether the parrot wrote it.
    """

    arm: str
    report: str
    pair: str
    code: str
    language: Language
    text: str
    parrot: bool = False

    @property
    def real(self) -> bool:
        """Whether it is a real note."""
        return self.arm == REAL
