"""Log-probability margins: how far they can be trusted, and from which margin on an answer counts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from casewright.certificates import FALSE_ACCEPT_FLOOR, FALSE_REJECT_FLOOR, Rate
from casewright.exams.examining.counting import false_accepts, false_rejects
from casewright.exams.response import Response
from casewright.types import Vote

__all__ = ["calibration", "choose_threshold", "margin_of", "tunes", "with_threshold"]

BINS = 10
STEPS = 20
"""Thresholds tried: quantiles of the margins."""


def margin_of(response: Response) -> float | None:
    """The margin of an answer read from log-probabilities."""
    return response.vote.margin if isinstance(response.vote, Vote) else None


def tunes(response: Response, seed: int) -> bool:
    """Whether a response belongs to the half of the base texts that thresholds are chosen on, by lot.

    A base goes to its half with all its defects and edits: what tunes a critic never examines it.
    """
    key = f"{seed}:{response.question.item.base.id}".encode()
    return blake2b(key, digest_size=8).digest()[0] % 2 == 0


def with_threshold(response: Response, threshold: float | None) -> Response:
    """The response as it is with a threshold: below it an answer is *unclear*."""
    margin = margin_of(response)
    if threshold is None or margin is None or margin >= threshold or not isinstance(response.vote, Vote):
        return response
    return replace(response, vote=replace(response.vote, answer="unclear"))


def choose_threshold(responses: Sequence[Response]) -> float | None:
    """The least margin from which on the shares of both errors are at most half their floors; ``None`` without margins.

    Half, because what must stay below a floor is a bound, and on other texts. Where no margin does, it is the one
    whose worse error comes nearest.
    """
    margins = sorted(margin for one in responses if (margin := margin_of(one)) is not None)
    if not margins:
        return None
    tried = [0.0, *(margins[place * len(margins) // STEPS] for place in range(1, STEPS))]
    excess = [(_excess([with_threshold(one, margin) for one in responses]), margin) for margin in tried]
    fit = [margin for worse, margin in excess if worse <= 1.0]
    return min(fit) if fit else min(excess)[1]


def calibration(responses: Sequence[Response]) -> Mapping[str, float]:
    """Brier score and expected calibration error of answers read from log-probabilities, with their n; empty without.

    The confidence of an answer that is ahead of the next by margin m is 1 / (1 + exp(-m)). The error is that of ten
    bins of equal width, weighted by size (Guo et al. 2017).
    """
    seen = [(1 / (1 + math.exp(-min(m, 700.0))), _right(one)) for one in responses if (m := margin_of(one)) is not None]
    if not seen:
        return {}
    from sklearn.metrics import brier_score_loss

    sure, right = [sure for sure, _ in seen], [right for _, right in seen]
    brier = float(brier_score_loss(right, sure, pos_label=True))
    return {"brier": brier, "ece": _calibration_error(sure, right), "n": float(len(seen))}


def _right(response: Response) -> bool:
    return isinstance(response.vote, Vote) and response.vote.answer == response.question.truth


def _calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, correct in zip(sure, right, strict=True):
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, correct))
    gaps = (abs(sum(c for c, _ in one) - sum(r for _, r in one)) for one in bins.values())
    return sum(gaps) / len(sure)


def _excess(responses: Sequence[Response]) -> float:
    """The worse error as a multiple of half its floor; infinite where an error can't be seen any more."""
    accepts, rejects = false_accepts(responses), false_rejects(responses)
    return max(_multiple(accepts, FALSE_ACCEPT_FLOOR), _multiple(rejects, FALSE_REJECT_FLOOR))


def _multiple(rate: Rate, floor: float) -> float:
    return math.inf if rate.rate is None else rate.rate / (floor / 2)
