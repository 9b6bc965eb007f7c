"""From responses to evidence about a family and its criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casewright.certificates import CriterionEvidence, FamilyEvidence, Rate
from casewright.exams.examining.counting import (
    answered_rate,
    confusion,
    failures_by_kind,
    false_accepts,
    false_rejects,
    is_answered,
    kappa_and_mcc,
)
from casewright.exams.examining.deciding import criterion_gates, family_passes
from casewright.exams.examining.pooling import pooled, prior_strength
from casewright.exams.examining.questions import CriterionKey, criterion_key, family_of, is_accuracy
from casewright.exams.examining.stability import changed_by_edits, flips
from casewright.exams.examining.thresholds import calibration, choose_threshold, margin_of, tunes, with_threshold
from casewright.exams.operators import UNSEEN
from casewright.exams.response import Response

__all__ = ["Family", "examine_families"]

PEOPLE = "people"
"""Stands among the operators for reports that people labelled."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family's evidence with that of its criteria."""

    evidence: FamilyEvidence
    criteria: tuple[CriterionEvidence, ...]


def examine_families(first: Sequence[Response], second: Sequence[Response] = (), seed: int = 0) -> tuple[Family, ...]:
    """Every family's evidence, in alphabetical order.

    Args:
        first: All responses to the first asking, those about harmless edits among them.
        second: Those to the second asking.
        seed: Draws the half of the bases on which thresholds are chosen.
    """
    names = sorted({family_of(one.question) for one in first})
    return tuple(_family(name, _of(first, name), _of(second, name), seed) for name in names)


def _of(responses: Sequence[Response], family: str) -> list[Response]:
    return [one for one in responses if family_of(one.question) == family]


def _family(name: str, first: Sequence[Response], second: Sequence[Response], seed: int) -> Family:
    """Where answers have margins, what is counted is the half that the threshold was not chosen on."""
    threshold = choose_threshold([one for one in first if is_accuracy(one.question) and tunes(one, seed)])
    by_margin = any(margin_of(one) is not None for one in first)
    heard = [with_threshold(one, threshold) for one in first if not (by_margin and tunes(one, seed))]
    graded = [one for one in heard if is_accuracy(one.question)]
    evidence = _evidence(name, graded, heard, flips(first, second))
    groups: dict[CriterionKey, list[Response]] = {criterion_key(one.question): [] for one in first}
    for one in graded:
        groups[criterion_key(one.question)].append(one)
    return Family(evidence, _criteria(groups, evidence, threshold))


def _evidence(name: str, graded: Sequence[Response], heard: Sequence[Response], again: Rate | None) -> FamilyEvidence:
    accepts, rejects = false_accepts(graded), false_rejects(graded)
    passes, why = family_passes(accepts, rejects)
    kappa, mcc = kappa_and_mcc(graded)
    defects = [one for one in graded if one.question.item.sort == "defect"]
    return FamilyEvidence(
        family=name,
        passes=passes,
        why=why,
        false_accepts=accepts,
        false_rejects=rejects,
        answered=answered_rate(graded),
        failures=failures_by_kind(graded),
        flips=again,
        edits=changed_by_edits(heard),
        kappa=kappa,
        mcc=mcc,
        calibration=calibration(graded),
        confusion=confusion(graded),
        operators=_by_operator(graded),
        seen=false_accepts([one for one in defects if one.question.item.name not in UNSEEN]),
        unseen=false_accepts([one for one in defects if one.question.item.name in UNSEEN]),
    )


def _by_operator(graded: Sequence[Response]) -> Mapping[str, Rate]:
    """False accepts by operator; of bases as they are under ``base``, of people's reports under ``people``."""
    groups: dict[str, list[Response]] = {}
    for one in graded:
        item = one.question.item
        name = PEOPLE if item.base.origin == "people" else item.name or "base"
        groups.setdefault(name, []).append(one)
    rates = {name: false_accepts(group) for name, group in sorted(groups.items())}
    return {name: rate for name, rate in rates.items() if rate.n}


def _criteria(
    groups: Mapping[CriterionKey, Sequence[Response]], family: FamilyEvidence, threshold: float | None
) -> tuple[CriterionEvidence, ...]:
    accepts = {key: false_accepts(group) for key, group in groups.items()}
    rejects = {key: false_rejects(group) for key, group in groups.items()}
    trust = prior_strength(list(accepts.values())), prior_strength(list(rejects.values()))
    found = []
    for key in sorted(groups):
        gates, why = criterion_gates(accepts[key], rejects[key], family)
        evidence = CriterionEvidence(
            *key,
            family=family.family,
            false_accepts=accepts[key],
            false_rejects=rejects[key],
            asked=len(groups[key]),
            answered=sum(is_answered(one) for one in groups[key]),
            pooled_false_accepts=pooled(accepts[key], family.false_accepts, trust[0]),
            pooled_false_rejects=pooled(rejects[key], family.false_rejects, trust[1]),
            gates=gates,
            why=why,
            threshold=threshold,
        )
        found.append(evidence)
    return tuple(found)
