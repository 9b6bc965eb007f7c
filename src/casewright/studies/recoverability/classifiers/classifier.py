"""What names codes from texts: a score for each candidate, and nothing of which is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from casewright.studies.reviewing import Reading
from casewright.types import Language

__all__ = ["Classifier", "Seen"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as a classifier gets it: whole or masked, without its code."""

    reading: Reading = field(repr=False)

    @property
    def text(self) -> str:
        return self.reading.report.text

    @property
    def language(self) -> Language:
        return self.reading.report.language


class Classifier(Protocol):
    """Ranks candidates by text. A model that is asked for a code would be one more of these."""

    @property
    def name(self) -> str:
        """As tables name it."""

    @property
    def control(self) -> bool:
        """Whether it is what others are held against."""

    def scores(self, texts: Sequence[Seen], system: str, candidates: Sequence[str]) -> list[list[float]]:
        """A row a text, a column a candidate, higher where the text fits better; only order matters."""
