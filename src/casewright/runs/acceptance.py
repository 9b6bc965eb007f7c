"""How many drafts the gate let through, how many were truly fit, and how many of those accepted are likely not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casewright.graphs.gating import Bound
from casewright.measures.prevalence import Corrected, NotCorrected, corrected_share
from casewright.types import Record

__all__ = ["Drafts", "corrected_acceptance", "counted", "loop_accepted", "told"]


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts that the gate judged, and how many of them it let through: what seal, novelty and full orders do after
    that is no part of what its certificate measured. What a person decided is left out."""

    judged: int
    passed: int
    first: int
    first_passed: int


def loop_accepted(record: Record) -> bool:
    """Whether the gate let the last draft through, whatever became of it afterwards."""
    decision = record.decision
    if decision.by == "seal":
        return True
    if decision.outcome in ("accepted", "surplus"):
        return True
    return bool(decision.reasons) and all(reason.kind == "novelty" for reason in decision.reasons)


def counted(records: Iterable[Record]) -> Drafts:
    """The drafts of these samples."""
    own = [record for record in records if record.decision.by in ("gate", "seal")]
    passed = [record for record in own if loop_accepted(record)]
    return Drafts(
        judged=sum(_judged(record) for record in own),
        passed=len(passed),
        first=sum(_first_was_drafted(record) for record in own),
        first_passed=sum(record.attempts == 1 for record in passed),
    )


def corrected_acceptance(drafts: Drafts, bound: Bound) -> dict[str, Any]:
    """The figures that go with a raw acceptance rate; each is empty, with why, where no certificate gives rates.

    ``fit_first_drafts`` and ``fit_drafts`` are shares of truly fit drafts, corrected for the gate's errors.
    ``accepted_within`` is P(accepted within the attempts | defective), for which attempts are taken for independent.
    ``expected_false_accepts`` counts defective reports among those let through: drafts x (1 - fit) x the gate's rate
    of false accepts, its upper end with the lower end of *fit* and the upper end of the rate. Repaired drafts aim at
    what the gate looks for, so for them the rate may be higher than its exam found.
    """
    evidence = bound.evidence
    within = {"attempts": bound.attempts, "share": bound.point, "high": bound.high}
    if evidence is None:
        missing = NotCorrected(bound.why)
        return _figures(missing, missing, within, None, None, drafts)
    rates = (evidence.false_accepts, evidence.false_rejects)
    first = corrected_share(drafts.first_passed, drafts.first, *rates)
    fit = corrected_share(drafts.passed, drafts.judged, *rates)
    point = high = None
    if isinstance(fit, Corrected):
        point = _expected(drafts, fit.share, evidence.false_accepts.rate)
        high = _expected(drafts, fit.low, evidence.false_accepts.high)
    return _figures(first, fit, within, point, high, drafts)


def told(found: Corrected | NotCorrected) -> dict[str, Any]:
    """As the summary has it: a share with its interval, or why there is none."""
    if isinstance(found, NotCorrected):
        return {"share": None, "low": None, "high": None, "why": found.why}
    return {"share": found.share, "low": found.low, "high": found.high, "why": ""}


def _figures(
    first: Corrected | NotCorrected, fit: Corrected | NotCorrected, within: dict[str, Any],
    point: float | None, high: float | None, drafts: Drafts,
) -> dict[str, Any]:  # fmt: skip
    expected = {"count": point, "high": high, "of": drafts.passed}
    return {
        "drafts": drafts.judged,
        "fit_first_drafts": told(first),
        "fit_drafts": told(fit),
        "accepted_within": within,
        "expected_false_accepts": expected,
    }


def _expected(drafts: Drafts, fit: float, rate: float | None) -> float | None:
    return None if rate is None else min(float(drafts.passed), drafts.judged * (1 - fit) * rate)


def _judged(record: Record) -> int:
    return sum(attempt.assessment is not None for attempt in record.history) + (record.text is not None)


def _first_was_drafted(record: Record) -> bool:
    return record.history[0].assessment is not None if record.history else record.text is not None
