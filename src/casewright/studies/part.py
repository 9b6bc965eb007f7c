"""What one part of a study found: tables, pictures, what can and can't be claimed, and scores to compare arms by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from casewright.studies.picture import Picture
from casewright.studies.table import Table

__all__ = ["Claim", "Part", "Scores"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence about the data that figures carry, or one that they don't.

    Attributes:
        says: The sentence, with its numbers, n and interval.
        holds: ``can``: it may be said; ``cannot``: a reader might think so, and must not; ``open``: too little to tell.
        because: What shows it, or what is missing.
        about: The arm, or empty for all.
    """

    says: str
    holds: Literal["can", "cannot", "open"]
    because: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """One number a report, by which arms are compared pairwise.

    Attributes:
        id: The measure.
        title: For people.
        better: Which way is better; ``None`` where neither is.
        by_arm: For each arm, a number by `StudyReport.pair`: reports of several arms that tell the same case share it.
    """

    id: str
    title: str
    better: Literal["high", "low"] | None
    by_arm: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Part:
    """The findings of one part. It holds figures and words of ours: never a report's text, nor a real note's.

    Attributes:
        id: fidelity, resemblance, populations, diversity, privacy, usefulness, comparisons…
        title: Its heading.
        tables: In the order of reading.
        pictures: In the order of reading.
        claims: What its figures let one say.
        scores: For the comparison of arms.
        not_assessed: What nothing was given for, in sentences that say what to give.
    """

    id: str
    title: str
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    claims: tuple[Claim, ...] = ()
    scores: tuple[Scores, ...] = ()
    not_assessed: tuple[str, ...] = ()
