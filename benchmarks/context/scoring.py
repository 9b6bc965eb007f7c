"""Precision and recall by kind of context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.context.labels import Label

from casewright.certificates import Rate
from casewright.measures.rates import rate
from casewright.types import Mention

__all__ = ["KINDS", "Said", "Score", "of_label", "of_mention", "of_peer", "score"]

KINDS = ("negation", "family", "past", "uncertain", "hypothetical")
Said = frozenset[str]
"""The kinds that are said of a mention."""
_PEER = {
    "is_negated": "negation",
    "is_family": "family",
    "is_historical": "past",
    "is_uncertain": "uncertain",
    "is_hypothetical": "hypothetical",
}


@dataclass(frozen=True, slots=True)
class Score:
    """Of ``n`` mentions that are of a kind how many were said to be, and of those said to be how many are."""

    recall: Rate
    precision: Rate


def of_label(label: Label) -> Said:
    if label.reading == "hypothetical":
        return frozenset({"hypothetical"})
    return _kinds(label.status, label.subject, label.time, label.certainty)


def of_mention(mention: Mention | None) -> Said:
    if mention is None:
        return frozenset({"hypothetical"})
    return _kinds(mention.status, mention.subject, mention.time, mention.certainty)


def of_peer(said: Mapping[str, bool]) -> Said:
    return frozenset(kind for name, kind in _PEER.items() if said[name])


def _kinds(status: str, subject: str, time: str | None, certainty: str) -> Said:
    holds = {
        "negation": status == "absent",
        "family": subject != "patient",
        "past": time == "past",
        "uncertain": certainty == "suspected",
    }
    return frozenset(kind for kind, yes in holds.items() if yes)


def score(kind: str, answered: Iterable[tuple[Label, Said]]) -> Score:
    """Over the mentions of which the question was labelled."""
    pairs: Sequence[tuple[bool, bool]] = [
        (kind in of_label(label), kind in said) for label, said in answered if _labelled(kind, label)
    ]
    hits = sum(true and said for true, said in pairs)
    return Score(rate(hits, sum(true for true, _ in pairs)), rate(hits, sum(said for _, said in pairs)))


def _labelled(kind: str, label: Label) -> bool:
    if kind == "hypothetical":
        return True
    return label.reading == "asserted" and (kind != "past" or label.time is not None)
