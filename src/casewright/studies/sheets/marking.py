"""Errors that people marked, by type, for each hundred reports read"""

from __future__ import annotations

from collections.abc import Sequence

from casewright.measures.figure import Figure
from casewright.studies.sheets.reading import Rating
from casewright.studies.sheets.telling import clustered_share
from casewright.studies.statistics import mean_interval, upper_bound

__all__ = ["ANY", "errors_per_hundred", "share_with_error"]

ANY = "any error"


def errors_per_hundred(ratings: Sequence[Rating], kind: str, *, seed: int = 0) -> Figure:
    """How many errors of a type (or `ANY`) a hundred readings find.

    The bootstrap interval draws texts, with all their readings. Where none was marked the upper end is that of the
    share of readings with one (one-sided, exact), over texts.
    """
    n = len(ratings)
    if not n:
        return Figure(None, 0, note="not estimable: no ratings")
    counts = [100.0 * _count(item, kind) for item in ratings]
    texts = [item.of.opaque for item in ratings]
    if not any(counts):
        bound = 100 * upper_bound(0, len(set(texts)))
        return Figure(0.0, n, 0.0, bound, f"none marked: at most {bound:.1f} texts in 100 with 95 % confidence")
    return mean_interval(counts, seed=seed, groups=texts)


def share_with_error(ratings: Sequence[Rating]) -> Figure:
    """The share of readings that marked anything."""
    if not ratings:
        return Figure(None, 0, note="not estimable: no ratings")
    return clustered_share(ratings, lambda item: bool(item.errors))


def _count(item: Rating, kind: str) -> int:
    return sum(item.errors.values()) if kind == ANY else item.errors.get(kind, 0)
