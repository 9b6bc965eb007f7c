"""What a ranking earns: whether the right place is among the first so many, and how ties count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["best_by_label", "chance", "credit"]


def best_by_label(scores: Sequence[float], labels: Sequence[str | None]) -> dict[str, float]:
    """The best score of the candidates that share a label; those without one are left out."""
    found: dict[str, float] = {}
    for score, label in zip(scores, labels, strict=True):
        if label is not None and score > found.get(label, float("-inf")):
            found[label] = score
    return found


def credit(scores: Mapping[str, float], own: str, first: int) -> float:
    """How likely the right label is among the first so many, if all that tie are put in order by lot.

    1 where it is for sure, 0 where it can't be; a classifier that tells nothing apart earns exactly chance.
    """
    ahead = sum(score > scores[own] for score in scores.values())
    tied = sum(score == scores[own] for score in scores.values())
    return min(1.0, max(0.0, (first - ahead) / tied))


def chance(labels: int, first: int) -> float:
    """What guessing earns among so many labels."""
    return min(1.0, first / labels) if labels else 0.0
