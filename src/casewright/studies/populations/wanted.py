"""What was to be drawn: shares by trait, and the variance of ages and grades within codes"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from casewright.icd10.who import SYSTEM
from casewright.ledger.protocol import OrderRow
from casewright.plans.cases.population import population
from casewright.runs.distribution.targets import target_shares
from casewright.studies.material import StudyReport
from casewright.studies.populations.planned import GRADES

__all__ = ["Moments", "age_moments", "grade_moments", "wanted_shares"]

Shares = Mapping[str, float]
Targets = Mapping[str, Shares]


@dataclass(frozen=True, slots=True)
class Moments:
    """Mean over all codes, and variance within them, both exact."""

    mean: float
    variance: float


def wanted_shares(reports: Iterable[StudyReport], targets: Targets) -> Targets:
    """Shares wanted of the reports' codes and kinds, each weighted by how many there are.

    Order targets stand in the place of the populations' shares, as they do when a case is drawn. Traits that some code
    has no shares for are left out.
    """
    counts = Counter((one.system, one.code, one.kind) for one in reports)
    rows = [
        OrderRow(str(number), {"system": system, "code": code, "kind": kind, "targets": dict(targets)}, n)
        for number, ((system, code, kind), n) in enumerate(sorted(counts.items()))
    ]
    return target_shares(rows)


def age_moments(reports: Sequence[StudyReport], targets: Targets) -> Moments | None:
    """Of ages: within a band every year is equally likely."""
    return _moments(reports, lambda one: _years(_shares(one, "age", targets)))


def grade_moments(reports: Sequence[StudyReport], targets: Targets) -> Moments | None:
    """Of the cases' grades: mild 1, moderate 2, severe 3."""
    return _moments(reports, lambda one: _graded(_shares(one, "severity", targets)))


def _shares(report: StudyReport, trait: str, targets: Targets) -> Shares | None:
    if trait in targets:
        return targets[trait]
    source = population(report.code) if report.system == SYSTEM else None
    return None if source is None else getattr(source, trait).shares


def _years(bands: Shares | None) -> dict[float, float] | None:
    if bands is None:
        return None
    found: dict[float, float] = {}
    for band, share in bands.items():
        low, high = (int(end) for end in band.split("-"))
        for age in range(low, high + 1):
            found[age] = found.get(age, 0.0) + share / (high - low + 1)
    return found


def _graded(shares: Shares | None) -> dict[float, float] | None:
    if shares is None or not set(shares) <= set(GRADES):
        return None
    return {float(GRADES[name]): share for name, share in shares.items()}  # type: ignore[index]


def _moments(
    reports: Sequence[StudyReport], values: Callable[[StudyReport], Mapping[float, float] | None]
) -> Moments | None:
    counts = Counter((one.system, one.code) for one in reports)
    first = {(one.system, one.code): one for one in reports}
    found = []
    for code, n in counts.items():
        shares = values(first[code])
        if not shares or not sum(shares.values()):
            return None
        found.append((n, *_mean_and_variance(shares)))
    total = sum(n for n, _, _ in found)
    if not total:
        return None
    return Moments(sum(n * mean for n, mean, _ in found) / total, sum(n * spread for n, _, spread in found) / total)


def _mean_and_variance(shares: Mapping[float, float]) -> tuple[float, float]:
    whole = sum(shares.values())
    mean = sum(value * share for value, share in shares.items()) / whole
    return mean, sum((value - mean) ** 2 * share for value, share in shares.items()) / whole
