"""How well people told real from synthetic: shares right, balanced accuracy and d′, with can't tell counted apart"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from math import hypot, sqrt

from casewright.measures.figure import Figure
from casewright.measures.rates import clustered_rate
from casewright.studies.sheets.form import Verdict
from casewright.studies.sheets.reading import Rating
from casewright.studies.statistics import share, words_for_few

__all__ = ["balanced_accuracy", "clustered_share", "dprime", "share_of", "told"]

Z = 1.959963984540054
"""Quantile of the standard normal for 95 %."""


def told(ratings: Sequence[Rating]) -> list[Rating]:
    """Those that took a side."""
    return [item for item in ratings if item.verdict != "can't tell"]


def share_of(ratings: Sequence[Rating], verdict: Verdict) -> Figure:
    """The share of ratings with this verdict."""
    if not ratings:
        return Figure(None, 0, note="not estimable: no ratings")
    return clustered_share(ratings, lambda item: item.verdict == verdict)


def clustered_share(ratings: Sequence[Rating], hit: Callable[[Rating], bool]) -> Figure:
    """The share of ratings that hit: Wilson's interval where each text was read once, else over texts."""
    texts: dict[str, list[bool]] = defaultdict(list)
    for item in ratings:
        texts[item.of.opaque].append(hit(item))
    hits, n = sum(map(sum, texts.values())), len(ratings)
    if len(texts) == n:
        return share(hits, n)
    found = clustered_rate((sum(own), len(own)) for own in texts.values())
    note = f"exact interval over {len(texts)} texts"
    if len(texts) < 2:
        return Figure(hits / n, n, note="no interval: a single text")
    return Figure(hits / n, n, found.low, found.high, words_for_few(len(texts), note))


def balanced_accuracy(synthetic: Sequence[Rating], real: Sequence[Rating]) -> Figure:
    """The mean of the share of synthetic texts called synthetic and of real ones called real; 0.5 is guessing.

    Ratings that can't tell are left out. The intervals of the two shares are put together as of independent ones
    (Zou and Donner 2008, Stat Med 27).
    """
    one, other = share_of(told(synthetic), "synthetic"), share_of(told(real), "real")
    n = one.n + other.n
    if one.value is None or other.value is None:
        return Figure(None, n, note=_why(synthetic, real))
    value = (one.value + other.value) / 2
    if one.low is None or other.low is None or one.high is None or other.high is None:
        return Figure(value, n, note="no interval: a single text on one side")
    low = value - hypot(one.value - one.low, other.value - other.low) / 2
    high = value + hypot(one.high - one.value, other.high - other.value) / 2
    return Figure(value, n, low, high, words_for_few(min(one.n, other.n), "from the intervals of both shares"))


def dprime(synthetic: Sequence[Rating], real: Sequence[Rating]) -> Figure:
    """Sensitivity apart from bias: z(synthetic called so) - z(real called synthetic); 0 is guessing.

    Half an answer is added to each cell (Hautus 1995), so that perfect answers have a number. The interval is
    Gourevitch and Galanter's (1967, Psychometrika 32) and takes answers as independent.
    """
    hits, n = _count(synthetic)
    alarms, m = _count(real)
    if not n or not m:
        return Figure(None, n + m, note=_why(synthetic, real))
    from scipy.stats import norm

    h, f = (hits + 0.5) / (n + 1), (alarms + 0.5) / (m + 1)
    value = float(norm.ppf(h) - norm.ppf(f))
    half = Z * sqrt(sum(p * (1 - p) / (size * float(norm.pdf(norm.ppf(p))) ** 2) for p, size in ((h, n), (f, m))))
    return Figure(value, n + m, value - half, value + half, words_for_few(min(n, m), "normal interval"))


def _count(ratings: Sequence[Rating]) -> tuple[int, int]:
    """Called synthetic, of those who told."""
    sides = told(ratings)
    return sum(item.verdict == "synthetic" for item in sides), len(sides)


def _why(synthetic: Sequence[Rating], real: Sequence[Rating]) -> str:
    if not real:
        return "not estimable: no real notes were on the sheet"
    return "not estimable: nobody took a side" if synthetic else "not estimable: no ratings"
