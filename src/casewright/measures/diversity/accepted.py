"""What a run has accepted so far: a new report is held against it in time that hardly grows with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casewright.measures.diversity.novelty import NoveltyTable

__all__ = ["AcceptedScore", "AcceptedTable"]


@dataclass(frozen=True, slots=True)
class AcceptedScore:
    """A report held against what was accepted.

    Attributes:
        novelty: 1 - the largest 5-gram Jaccard to an accepted report; 1.0 where there is none.
        nearest: Id of that report, ``None`` where nothing is shared.
        near_duplicate: Whether that Jaccard is above 0.8.
        self_bleu: BLEU-1…4 of the report against everything accepted; ``None`` where there is nothing.
        self_bleu_code: The same against what was accepted of its code.
        n: How many reports it was held against.
        n_code: How many of these are of its code.
    """

    novelty: float
    nearest: str | None
    near_duplicate: bool
    self_bleu: tuple[float, float, float, float] | None
    self_bleu_code: tuple[float, float, float, float] | None
    n: int
    n_code: int


class AcceptedTable(NoveltyTable):
    """Accepted reports: their 5-grams, their Self-BLEU table overall and by code, and how many there are."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many reports were added, by code."""
        raise NotImplementedError

    def score(self, text: str, *, code: str = "") -> AcceptedScore:
        """Holds a report against everything added. Nothing is changed."""
        raise NotImplementedError

    def save(self, path: Path) -> None:
        """Writes the table, in one step."""
        raise NotImplementedError

    @classmethod
    def load(cls, path: Path) -> AcceptedTable:
        """Reads a table that was saved.

        Raises:
            InputError: the file is of another version, damaged or cut off.
        """
        raise NotImplementedError
