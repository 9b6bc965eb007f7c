"""What was found in one language, before it is laid out: figures alone"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casewright.measures.resemblance import Halves
from casewright.studies.resemblance.pairs import Paired
from casewright.studies.resemblance.sets import Apart, Told
from casewright.types import Language

__all__ = ["ArmFound", "Findings", "Points", "Refused"]

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing is told of an arm."""

    why: str


@dataclass(frozen=True, slots=True)
class ArmFound:
    """An arm against the real notes of a language.

    Attributes:
        whole: Distance of the sets, whole texts.
        equal: Texts of equal lengths.
        told: The classifier.
        paired: Pair by pair, texts of equal lengths.
        places: On the map.
        drawn: Reports that were looked at.
        held: Reports that there are.
        words: Tokens of its middle text after cutting.
    """

    whole: Apart
    equal: Apart
    told: Told
    paired: Paired
    places: Points
    drawn: int
    held: int
    words: int


@dataclass(frozen=True, slots=True)
class Findings:
    """One language.

    Attributes:
        arms: By name, in the study's order.
        parrots: Names of the arms that are the parrot's.
        whole: Real notes half against half, whole texts.
        equal: Texts of equal lengths.
        told: The classifier on two halves of real notes.
        paired: Real notes against real notes of other patients.
        places: Dots of real notes on the map, none of which is a single note's.
        real: Patients whose notes were looked at.
        held: Patients that there are.
        words: Tokens of the middle note after cutting.
        embedder: Name of what made the vectors.
        contextual: Whether tokens got vectors from a model.
    """

    language: Language
    arms: Mapping[str, ArmFound | Refused]
    parrots: frozenset[str]
    whole: Halves
    equal: Halves
    told: Told
    paired: Paired
    places: Points
    real: int
    held: int
    words: int
    embedder: str
    contextual: bool
