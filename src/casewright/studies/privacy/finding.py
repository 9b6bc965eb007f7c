"""What was found of privacy"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casewright.measures.figure import Figure
from casewright.studies.privacy.among import Among
from casewright.studies.privacy.corpus import Copying
from casewright.studies.privacy.persons import Persons
from casewright.studies.privacy.vectors import Distances

__all__ = ["Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """All of it, arms in their order and real notes last.

    Attributes:
        copying: Against the corpus; empty where there is none and no run had one.
        among: Among each arm's reports, and examples.
        persons: Identifiers and rare combinations.
        embedder: Whose distances these are.
        distances: Distances and attacks.
        canaries: By arm; empty where none are known.
        drawn: Which arms are larger than what was looked at, in words.
        corpus: Whether a corpus was given, rather than read from records.
    """

    copying: tuple[Copying, ...]
    among: tuple[Among, ...]
    persons: tuple[Persons, ...]
    embedder: str
    distances: tuple[Distances, ...]
    canaries: Mapping[str, Mapping[str, Figure]]
    drawn: str
    corpus: bool
