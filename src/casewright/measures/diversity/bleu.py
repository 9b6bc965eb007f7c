"""BLEU (Papineni et al. 2002, sections 2.1 to 2.3) of a sequence against references, and of a corpus.

Smoothing is method 1 of Chen and Cherry (2014): an order without a match counts as ``epsilon`` matches, 0.1 as nltk
has it (sacrebleu calls it *floor*). The reference whose length is nearest sets the brevity penalty, the shorter of two
that are equally near. Digits agree with nltk's ``sentence_bleu``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import islice
from math import exp, fsum, log

__all__ = ["EPSILON", "bleu", "bleu_scores", "closest_length", "combine", "corpus_bleu", "count_grams"]

EPSILON = 0.1
"""Matches that an order without any counts as (Chen and Cherry 2014, method 1)."""

Tokens = Sequence[Hashable]


def bleu(candidate: Tokens, references: Sequence[Tokens], max_n: int = 4, *, epsilon: float = EPSILON) -> float:
    """BLEU with even weights on the orders up to ``max_n``; 0.0 without tokens, references or a common token."""
    return bleu_scores(candidate, references, max_n, epsilon=epsilon)[-1]


def bleu_scores(
    candidate: Tokens, references: Sequence[Tokens], max_n: int = 4, *, epsilon: float = EPSILON
) -> tuple[float, ...]:
    """BLEU-1 to BLEU-``max_n``, each with even weights on its orders."""
    matches, totals = _matches(candidate, references, max_n)
    closest = closest_length(map(len, references), len(candidate))
    return combine(matches, totals, len(candidate), closest, epsilon=epsilon)


def corpus_bleu(
    candidates: Sequence[Tokens], references: Sequence[Sequence[Tokens]], max_n: int = 4, *, epsilon: float = 0.0
) -> float:
    """BLEU of a corpus: matches, n-grams and lengths are summed before they are divided.

    Args:
        candidates: One sequence of tokens a segment.
        references: The references of each segment, in the order of the candidates.
        max_n: The longest n-gram.
        epsilon: Matches that an order without any counts as; none by default.
    """
    matches, totals, closest = [0] * max_n, [0] * max_n, 0
    for candidate, several in zip(candidates, references, strict=True):
        more, of = _matches(candidate, several, max_n)
        matches = [a + b for a, b in zip(matches, more, strict=True)]
        totals = [a + b for a, b in zip(totals, of, strict=True)]
        closest += closest_length(map(len, several), len(candidate))
    return combine(matches, totals, sum(map(len, candidates)), closest, epsilon=epsilon)[-1]


def count_grams(tokens: Tokens, n: int) -> Counter[tuple[Hashable, ...]]:
    """How often each n-gram stands in a sequence."""
    return Counter(zip(*(islice(tokens, skip, None) for skip in range(n)), strict=False))


def closest_length(lengths: Iterable[int], length: int) -> int:
    """The nearest of some lengths, the shorter of two equally near; 0 where there is none."""
    return min(lengths, key=lambda other: (abs(other - length), other), default=0)


def combine(
    matches: Sequence[int], totals: Sequence[int], length: int, closest: int, *, epsilon: float = EPSILON
) -> tuple[float, ...]:
    """BLEU-1 to BLEU-n from what was counted.

    Args:
        matches: Clipped matches of each order from 1 on.
        totals: N-grams of the candidate of each order; 0 counts as 1, as nltk does.
        length: Tokens of the candidate.
        closest: Tokens of the reference nearest in length.
        epsilon: Matches that an order without any counts as; with 0 such an order makes BLEU 0.
    """
    if not matches[0] or not length:
        return (0.0,) * len(matches)
    penalty = 1.0 if length > closest else exp(1 - closest / length)
    shares = [(hits or epsilon) / max(1, total) for hits, total in zip(matches, totals, strict=True)]
    logs = [log(share) if share else float("-inf") for share in shares]
    return tuple(penalty * exp(fsum(logs[:n]) / n) for n in range(1, len(logs) + 1))


def _matches(candidate: Tokens, references: Sequence[Tokens], max_n: int) -> tuple[list[int], list[int]]:
    matches, totals = [], []
    for n in range(1, max_n + 1):
        counts = count_grams(candidate, n)
        best = dict.fromkeys(counts, 0)
        for reference in references:
            theirs = count_grams(reference, n)
            for gram in counts.keys() & theirs.keys():
                best[gram] = max(best[gram], theirs[gram])
        matches.append(sum(min(count, best[gram]) for gram, count in counts.items()))
        totals.append(sum(counts.values()))
    return matches, totals
