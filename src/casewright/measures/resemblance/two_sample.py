"""A classifier two-sample test: can a model learn to tell one set of texts from another? (Lopez-Paz and Oquab 2017)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.figure import Figure
from casewright.measures.prevalence import effective_size
from casewright.measures.privacy.sets.auc import auc
from casewright.measures.rates import clustered_rate
from casewright.measures.words import token_keys

__all__ = ["FOLDS", "LEAST_TEXTS", "TwoSample", "two_sample"]

FOLDS = 5
LEAST_TEXTS = 10
"""Groups a side below which nothing is learnt."""

Grouped = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TwoSample:
    """How well held-out texts were told apart; 0.5 is guessing.

    Attributes:
        accuracy: Share of held-out texts put on the right side.
        auc: Area under the curve of the held-out scores, as ranks within their fold.
        p: One-sided binomial p against 0.5, on the effective number.
    """

    accuracy: Figure
    auc: Figure
    p: Figure


def two_sample(
    first: Sequence[str],
    second: Sequence[str],
    first_groups: Sequence[str],
    second_groups: Sequence[str],
    *,
    seed: int = 0,
    folds: int = FOLDS,
) -> TwoSample:
    """Cross-validates a TF-IDF model of words and pairs of words with logistic regression.

    Sides are balanced by drawing; texts of a group, and texts that are the same, are never split between training and
    test. The interval is the exact one on the effective number where groups have several texts. Folds share training
    texts, which no interval of this kind sees: read it beside the control, halves of one set by the same procedure.

    Args:
        first: Texts of one side.
        second: Texts of the other.
        first_groups: Whose each text is.
        second_groups: Likewise.
        seed: Of what is drawn, and of the folds.
        folds: Of the cross-validation.
    """
    dice = np.random.default_rng(seed)
    n = min(len(first), len(second))
    sides = [_drawn(len(side), n, dice) for side in (first, second)]
    texts = [first[i] for i in sides[0]] + [second[i] for i in sides[1]]
    names = [f"0:{first_groups[i]}" for i in sides[0]] + [f"1:{second_groups[i]}" for i in sides[1]]
    labels, groups = np.repeat([0, 1], n), _joined(texts, names)
    least = min((len(np.unique(groups[labels == side])) for side in (0, 1)), default=0)
    if least < LEAST_TEXTS:
        why = Figure(None, 2 * n, note=f"not estimable: {least} different texts on a side, {LEAST_TEXTS} are needed")
        return TwoSample(why, why, why)
    return _summed(labels, groups, *_held_out(texts, labels, groups, folds, seed))


def _drawn(size: int, wanted: int, dice: np.random.Generator) -> list[int]:
    return sorted(dice.choice(size, wanted, replace=False).tolist())


def _joined(texts: Sequence[str], names: Sequence[str]) -> Grouped:
    """One number a text: texts that share a group's name, or all their words, share it."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    nodes: dict[tuple[str, Any], int] = {}
    edges = []
    for text, name in zip(texts, names, strict=True):
        ends = ("group", name), ("text", tuple(token_keys(text)))
        edges.append([nodes.setdefault(end, len(nodes)) for end in ends])
    whose, what = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    linked = coo_array((np.ones(len(edges)), (whose, what)), shape=(len(nodes), len(nodes)))
    found: Grouped = connected_components(linked, directed=False)[1][whose].astype(np.int64)
    return found


def _held_out(
    texts: Sequence[str], labels: Grouped, groups: Grouped, folds: int, seed: int
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Whether each text was told right when it was held out, and its score's rank in its fold."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.model_selection import StratifiedGroupKFold

    counts = CountVectorizer(analyzer=_features, min_df=2, dtype=np.float64).fit_transform(texts)
    right, ranks = np.zeros(len(texts), dtype=bool), np.zeros(len(texts))
    parts = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    for train, test in parts.split(counts, labels, groups):
        if not len(test) or len(set(labels[train])) < 2:
            continue
        scores = _scores(counts[train], labels[train], counts[test])
        right[test] = (scores > 0) == labels[test]
        ranks[test] = np.searchsorted(np.sort(scores), scores, side="right") / len(scores)
    return right, ranks


def _features(text: str) -> list[str]:
    keys = token_keys(text)
    return [*keys, *(" ".join(pair) for pair in pairwise(keys))]


def _scores(train: Any, labels: Grouped, test: Any) -> NDArray[np.float64]:
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(TfidfTransformer(sublinear_tf=True), LogisticRegression(C=10.0, solver="liblinear"))
    scores: NDArray[np.float64] = model.fit(train, labels).decision_function(test)
    return scores


def _summed(labels: Grouped, groups: Grouped, right: NDArray[np.bool_], ranks: NDArray[np.float64]) -> TwoSample:
    from scipy.stats import beta

    owners = np.unique(groups, return_inverse=True)[1]
    clusters = zip(np.bincount(owners, right), np.bincount(owners), strict=True)
    found = clustered_rate((int(hits), int(n)) for hits, n in clusters)
    share, n = found.hits / found.n, effective_size(found)
    accuracy = Figure(share, found.n, found.low, found.high, "exact interval on held-out texts")
    p = float(beta.cdf(0.5, share * n, n - share * n + 1)) if found.hits else 1.0
    ones, others = labels == 1, labels == 0
    area = auc(ranks[ones], ranks[others], groups[ones], groups[others], "interval of DeLong, clustered")
    return TwoSample(accuracy, area, Figure(p, found.n, note=f"binomial, effective n {n:.0f}"))
