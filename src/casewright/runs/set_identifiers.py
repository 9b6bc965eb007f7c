"""Identifiers in a set by type, and reports that a combination of what they tell makes rare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceNotes, find_identifiers, find_with_presidio
from casewright.measures.privacy.quasi import QuasiIdentifiers, RareCombinations, quasi_identifiers, rare_combinations
from casewright.measures.privacy.sets.shares import share
from casewright.runs.set_texts import GivenText

__all__ = ["SetIdentifiers", "find_rare", "measure_identifiers"]


@dataclass(frozen=True, slots=True)
class SetIdentifiers:
    """Identifiers that are found in a set. No identifier itself is in it.

    Attributes:
        figures: Share of reports with an unplanned identifier: ``any``, and each type of which there is one.
        reports: Report to the types of its unplanned identifiers.
        planned: Planned identifiers by type: dates, names and ages that the report's case holds.
    """

    figures: Mapping[str, Figure]
    reports: Mapping[str, tuple[str, ...]]
    planned: Mapping[str, int]


def measure_identifiers(texts: Sequence[GivenText], *, presidio: bool = False) -> SetIdentifiers:
    """Identifiers by type; what a record of ours marks as planned is counted apart.

    Raises:
        UsageError: presidio is to look too and isn't installed.
    """
    find = find_with_presidio if presidio else find_identifiers
    planned: Counter[str] = Counter()
    found: Counter[str] = Counter()
    reports: dict[str, tuple[str, ...]] = {}
    for one in texts:
        types = []
        for item in find(one.text, one.language, policy="placeholders"):
            expected = item.planned or (item.start, item.end) in one.planned
            (planned if expected else found)[item.type] += 1
            types += [] if expected else [item.type]
        if types:
            reports[one.id] = tuple(sorted(set(types)))
    return SetIdentifiers(
        _figures(reports, found, len(texts), "patterns and presidio" if presidio else "patterns"),
        reports,
        dict(sorted(planned.items())),
    )


def _figures(reports: Mapping[str, tuple[str, ...]], found: Counter[str], n: int, by: str) -> dict[str, Figure]:
    hits = Counter(kind for types in reports.values() for kind in types)
    figures = {"any": share(len(reports), n, f"{found.total()} found by {by}")}
    return figures | {kind: share(hits[kind], n, f"{found[kind]} found by {by}") for kind in sorted(hits)}


def find_rare(texts: Iterable[GivenText], notes: ReferenceNotes | None, language: str = "en") -> RareCombinations:
    """Rare combinations of the set, and which of them exactly one real patient has where the notes are at hand.

    Notes that don't say in which language they are written are read in the set's most frequent one.
    """
    rows = {one.id: quasi_identifiers(one.text, one.language) for one in texts}
    return rare_combinations(rows, reference=None if notes is None else _by_patient(notes, language))


def _by_patient(notes: ReferenceNotes, language: str) -> list[QuasiIdentifiers]:
    told: dict[str, dict[str, frozenset[str]]] = {}
    for note in notes:
        row = told.setdefault(note.patient, {})
        for attribute, values in quasi_identifiers(note.text, "es" if language == "es" else "en").items():
            row[attribute] = row.get(attribute, frozenset()) | values
    return list(told.values())
