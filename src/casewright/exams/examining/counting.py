"""Responses counted: false accepts and rejects, with intervals that take questions about one base together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from casewright.certificates import Rate
from casewright.exams.response import Response
from casewright.measures.rates import clustered_rate
from casewright.types import VerdictState, VoteFailure

__all__ = [
    "answered_rate",
    "clustered",
    "confusion",
    "failures_by_kind",
    "false_accepts",
    "false_rejects",
    "is_answered",
    "kappa_and_mcc",
]

FAILED = "failed"
"""Stands for an answer in the confusion matrix where there is none."""


def is_answered(response: Response) -> bool:
    """Neither a failure nor *unclear*."""
    return response.verdict in ("met", "unmet")


def clustered(responses: Iterable[Response], hit: Callable[[Response], bool]) -> Rate:
    """The share of responses that are a hit, clustered by base text."""
    groups: dict[str, list[bool]] = {}
    for one in responses:
        groups.setdefault(one.question.item.base.id, []).append(hit(one))
    return clustered_rate((sum(hits), len(hits)) for hits in groups.values())


def false_accepts(responses: Sequence[Response]) -> Rate:
    """Answered *met*, of the answers to questions whose right answer is unmet.

    What was not answered is in neither number: a critic that says nothing is neither wrong nor examined.
    """
    return _wrong(responses, "unmet")


def false_rejects(responses: Sequence[Response]) -> Rate:
    """Answered *unmet*, of the answers to questions whose right answer is met."""
    return _wrong(responses, "met")


def answered_rate(responses: Sequence[Response]) -> Rate:
    """Answers other than *unclear*, of all questions asked."""
    return clustered(responses, is_answered)


def failures_by_kind(responses: Sequence[Response]) -> Mapping[str, int]:
    """Typed failures, the most frequent first."""
    counts = Counter(one.vote.kind for one in responses if isinstance(one.vote, VoteFailure))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def confusion(responses: Sequence[Response]) -> Mapping[str, Mapping[str, int]]:
    """Right answer to the critic's answer (or ``failed``) to how often."""
    counts: dict[str, Counter[str]] = {}
    for one in responses:
        said = FAILED if isinstance(one.vote, VoteFailure) else one.vote.answer
        counts.setdefault(one.question.truth, Counter())[said] += 1
    return {truth: dict(sorted(said.items())) for truth, said in sorted(counts.items())}


def kappa_and_mcc(responses: Sequence[Response]) -> tuple[float | None, float | None]:
    """Cohen's κ (1960) and Matthews' correlation (1975) of met and unmet, over what was answered.

    ``None`` where all right answers are of one class: agreement beyond chance then means nothing.
    """
    heard = [one for one in responses if is_answered(one) and one.question.wanted != "undetermined"]
    right, said = [one.question.wanted == "met" for one in heard], [one.verdict == "met" for one in heard]
    if len(set(right)) < 2:
        return None, None
    from sklearn.metrics import cohen_kappa_score, matthews_corrcoef

    return float(cohen_kappa_score(right, said)), float(matthews_corrcoef(right, said))


def _wrong(responses: Sequence[Response], wanted: VerdictState) -> Rate:
    heard = (one for one in responses if is_answered(one) and one.question.wanted == wanted)
    return clustered(heard, lambda one: one.verdict != wanted)
