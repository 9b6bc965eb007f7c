"""Distances and attacks under one embedder, fitted once on all arms and all real notes"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casewright.measures.embedding import Embedder, Rows
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceNotes
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.sets import Embedded, distance_report, distances_within, embed_together, membership
from casewright.runs.set_sources import SetSources, guarded
from casewright.studies.diversity.sets import one_thread
from casewright.studies.material import Material
from casewright.studies.privacy.drawing import ArmTexts

__all__ = ["Distances", "distances_of_arms"]

REAL = "real notes that nobody copied"


@dataclass(frozen=True, slots=True)
class Distances:
    """Of one arm, or of real notes.

    Attributes:
        side: Whose.
        baseline: Whether others are held against it.
        figures: Of `distance_report`; empty without the corpus's text.
        among: Of `distances_within`, at an equal number.
        membership: Of `membership`; empty without notes that the writer wasn't shown.
    """

    side: str
    baseline: bool
    figures: Mapping[str, Figure]
    among: Mapping[str, Figure]
    membership: Mapping[str, Figure]


@dataclass(frozen=True, slots=True, repr=False)
class _Lots(Confidential):
    """Rows of the reports, and of the notes on both sides of a comparison, where there are any."""

    rows: Rows
    inside: Embedded | None
    outside: Embedded | None


def distances_of_arms(material: Material, texts: Sequence[ArmTexts], embedder: Embedder) -> list[Distances]:
    """Of every arm, then of real notes: those held out, or the corpus's own.

    Raises:
        InputError: a patient is on both sides of a comparison.
    """
    told = [report.text for one in texts for report in one.reports]
    if not told:
        return []
    with guarded("measuring distances"), one_thread():
        corpus, attack = _lots(material.sources, told, embedder)
        found, real, at = [], dict[str, Figure](), 0
        for one in texts:
            place = slice(at, at + len(one.reports))
            distances, usual = _distances(one, place, corpus, attack, material.seed)
            real, at = real or dict(usual), place.stop
            found.append(distances)
            material.tell("privacy: distances", len(found), len(texts))
    return [*found, Distances(REAL, True, real, {}, {})] if real else found


def _lots(sources: SetSources, told: Sequence[str], embedder: Embedder) -> tuple[_Lots, _Lots]:
    """For distances and for attacks; one and the same where no other notes are named as shown and not shown."""
    corpus = _embedded(embedder, told, sources.notes, sources.holdout)
    if sources.members is None and sources.nonmembers is None:
        return corpus, corpus
    members, nonmembers = sources.members or sources.notes, sources.nonmembers or sources.holdout
    if members is None or nonmembers is None:
        return corpus, _Lots(corpus.rows, None, None)
    return corpus, _embedded(embedder, told, members, nonmembers)


def _embedded(
    embedder: Embedder, told: Sequence[str], inside: ReferenceNotes | None, outside: ReferenceNotes | None
) -> _Lots:
    rows, made = embed_together(embedder, told, [lot for lot in (inside, outside) if lot is not None])
    return _Lots(rows, made[0] if inside is not None else None, made[-1] if outside is not None else None)


def _distances(
    one: ArmTexts, place: slice, corpus: _Lots, attack: _Lots, seed: int
) -> tuple[Distances, Mapping[str, Figure]]:
    own, seen = corpus.rows[place], attack.rows[place]
    report = None if corpus.inside is None else distance_report(own, corpus.inside, corpus.outside, seed=seed)
    among = distances_within(own[: len(one.equal)]).reports if len(one.equal) > 1 else {}
    known = attack.inside is not None and attack.outside is not None
    attacks = membership(seen, attack.inside, attack.outside, seed=seed) if known else {}  # type: ignore[arg-type]
    figures = {} if report is None else report.reports
    return Distances(one.arm.name, one.arm.parrot, figures, among, attacks), {} if report is None else report.real
