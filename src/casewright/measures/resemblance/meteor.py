"""METEOR of one text against another: exact words, then stems (Banerjee and Lavie 2005; Lavie and Agarwal 2007).

The stage of synonyms needs a word net, which no base library brings for both languages; without it scores are lower
than those that papers print. Digits are those of nltk's ``single_meteor_score`` with a word net that knows no word: an
alignment goes through the candidate from its end, and gives each word the last free place of the same word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

__all__ = ["ALPHA", "BETA", "GAMMA", "meteor"]

ALPHA, BETA, GAMMA = 0.9, 3.0, 0.5
"""Weight of recall, shape and weight of the penalty for scattered matches (Lavie and Agarwal 2007, table 1: nltk's)."""

Pairs = list[tuple[int, int]]


def meteor(
    candidate: Sequence[str],
    reference: Sequence[str],
    stem: Callable[[str], str] | None = None,
    *,
    alpha: float = ALPHA,
    beta: float = BETA,
    gamma: float = GAMMA,
) -> float:
    """From 0 to 1: F mean of matched words, times 1 - γ (chunks / matches)^β; 0 where nothing matches.

    Args:
        candidate: Words in lower case.
        reference: Likewise.
        stem: From a word to its stem; without it words match exactly or not at all.
        alpha: Weight of recall in the F mean.
        beta: Shape of the penalty.
        gamma: Weight of the penalty.
    """
    pairs = _align(candidate, reference, stem)
    if not pairs:
        return 0.0
    precision, recall = len(pairs) / len(candidate), len(pairs) / len(reference)
    mean = precision * recall / (alpha * precision + (1 - alpha) * recall)
    return float((1 - gamma * (_chunks(pairs) / len(pairs)) ** beta) * mean)


def _align(candidate: Sequence[str], reference: Sequence[str], stem: Callable[[str], str] | None) -> Pairs:
    """Pairs of places, in the candidate's order."""
    pairs, ours, theirs = _match(list(enumerate(candidate)), list(enumerate(reference)))
    if stem is not None:
        stems = ([(place, stem(word)) for place, word in side] for side in (ours, theirs))
        pairs += _match(*stems)[0]
    return sorted(pairs)


def _match(
    candidate: Sequence[tuple[int, str]], reference: Iterable[tuple[int, str]]
) -> tuple[Pairs, list[tuple[int, str]], list[tuple[int, str]]]:
    """Pairs, and what is left on both sides."""
    free: dict[str, list[int]] = defaultdict(list)
    for place, word in reference:
        free[word].append(place)
    pairs, left = [], []
    for place, word in reversed(candidate):
        if free.get(word):
            pairs.append((place, free[word].pop()))
        else:
            left.append((place, word))
    unmatched = sorted((place, word) for word, places in free.items() for place in places)
    return pairs, left[::-1], unmatched


def _chunks(pairs: Pairs) -> int:
    """Runs of matches that are neighbours in both texts."""
    return 1 + sum(b != (a[0] + 1, a[1] + 1) for a, b in pairwise(pairs))
