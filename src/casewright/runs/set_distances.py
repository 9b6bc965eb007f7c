"""Vectors of a set and of real notes by one embedder: distances, and whether membership can be told from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from casewright.measures.embedding import Embedder, Rows
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceNotes
from casewright.measures.privacy.sets.distances import DistanceReport, distance_report, distances_within
from casewright.measures.privacy.sets.embedded import Embedded, embed_together
from casewright.measures.privacy.sets.membership import membership
from casewright.runs.set_sources import SetSources

__all__ = ["SetDistances", "embed_set", "measure_distances"]


@dataclass(frozen=True, slots=True)
class SetDistances:
    """What one embedder sees; another one sees something else.

    Attributes:
        embedder: Its name.
        fingerprint: Of its weights and of how they are used.
        reports: How near the reports lie to the reference (see `distance_report`); empty without its notes.
        real: The same of real notes.
        among: How near the reports lie to each other.
        among_real: The same of as many real notes and other patients'.
        membership: How well attacks tell what the writer was shown; empty without notes that it wasn't.
    """

    embedder: str
    fingerprint: str
    reports: Mapping[str, Figure] = field(default_factory=dict)
    real: Mapping[str, Figure] = field(default_factory=dict)
    among: Mapping[str, Figure] = field(default_factory=dict)
    among_real: Mapping[str, Figure] = field(default_factory=dict)
    membership: Mapping[str, Figure] = field(default_factory=dict)


def embed_set(embedder: Embedder, texts: Sequence[str]) -> Rows:
    """Vectors of the reports that hang on nothing but the reports."""
    return embedder.fitted(texts).embed(texts)


def measure_distances(texts: Sequence[str], sources: SetSources, seed: int = 0) -> SetDistances | None:
    """Distances to the reference's notes, among the reports, and attacks on membership; ``None`` without embedder.

    Notes that the writer was shown are ``members``, by default the reference's; those that it wasn't ``nonmembers``,
    by default those held out.

    Raises:
        InputError: a patient is on both sides of a comparison.
        CasewrightError: the embedder failed; the message carries no text.
    """
    made = sources.embedder
    if made is None:
        return None
    lots = [lot for lot in (sources.notes, sources.holdout) if lot is not None]
    rows, embedded = embed_together(made, texts, lots)
    corpus = embedded[0] if sources.notes is not None else None
    holdout = embedded[-1] if sources.holdout is not None and corpus is not None else None
    among = _among(rows, corpus, seed)
    found = distance_report(rows, corpus, holdout, seed=seed) if corpus is not None else None
    return SetDistances(
        made.name,
        made.fingerprint,
        found.reports if found else {},
        found.real if found else {},
        among.reports,
        among.real,
        _membership(texts, sources, (rows, corpus, holdout), seed),
    )


def _among(rows: Rows, corpus: Embedded | None, seed: int) -> DistanceReport:
    """As many of each: among more there is always a nearer one."""
    if corpus is None:
        return distances_within(rows)
    dice, most = np.random.default_rng(seed), min(len(rows), len(corpus))
    return distances_within(
        rows[np.sort(dice.choice(len(rows), most, replace=False))],
        corpus.pick(np.sort(dice.choice(len(corpus), most, replace=False))),
    )


def _membership(
    texts: Sequence[str], sources: SetSources, known: tuple[Rows, Embedded | None, Embedded | None], seed: int
) -> Mapping[str, Figure]:
    rows, inside, outside = known
    if sources.members is not None or sources.nonmembers is not None:
        pair = _pair(sources)
        if pair is None or sources.embedder is None:
            return {}
        rows, (inside, outside) = embed_together(sources.embedder, texts, pair)
    return {} if inside is None or outside is None else membership(rows, inside, outside, seed=seed)


def _pair(sources: SetSources) -> tuple[ReferenceNotes, ReferenceNotes] | None:
    members, nonmembers = sources.members or sources.notes, sources.nonmembers or sources.holdout
    return None if members is None or nonmembers is None else (members, nonmembers)
