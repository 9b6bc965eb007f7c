"""What was found of diversity in one language"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casewright.measures.figure import Figure
from casewright.studies.diversity.sets import CodeSets, SetFigures
from casewright.types import Language

__all__ = ["LanguageDiversity"]


@dataclass(frozen=True, slots=True)
class LanguageDiversity:
    """Figures of one language. It holds no text.

    Attributes:
        language: The language.
        n: Texts of each side.
        words: Their median length in tokens.
        said: Who was left out, in words.
        sides: Figures of the sets.
        lexical: Means of single texts' measures, by side.
        codes: Figures by code.
        likeness: By side, each case's largest 5-gram Jaccard to another one of the side.
    """

    language: Language
    n: int
    words: int
    said: tuple[str, ...]
    sides: tuple[SetFigures, ...]
    lexical: Mapping[str, Mapping[str, Figure]]
    codes: tuple[CodeSets, ...]
    likeness: Mapping[str, Mapping[str, float]]

    @property
    def real(self) -> SetFigures | None:
        """The real notes' side, where there is one."""
        return next((side for side in self.sides if side.real), None)
