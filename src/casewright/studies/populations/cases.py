"""Traits of the cases behind an arm's reports: what it delivers, what it was asked for, and what was to be drawn"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from casewright.measures.figure import Figure
from casewright.measures.words import token_places
from casewright.studies.material import Arm, Material, StudyReport
from casewright.studies.populations.divergence import Divergence, from_target, from_whole
from casewright.studies.populations.planned import Planned
from casewright.studies.populations.spread import part_ratio, variance_ratio, within
from casewright.studies.populations.wanted import Moments, age_moments, grade_moments, wanted_shares
from casewright.studies.statistics.bootstrap import plain_mean

__all__ = ["ArmCases", "CaseTrait", "cases_of"]

COUNTS = ((0, 3), (4, 6), (7, 9), (10, 12))
TITLES = {
    "age": "age (years)",
    "sex": "sex",
    "severity": "severity (grade 1 to 3)",
    "comorbidity": "comorbidity",
    "symptoms": "symptoms to tell",
    "length": "length (tokens)",
}
Number = Callable[[Planned], float | None]
Category = Callable[[Planned], str | None]


@dataclass(frozen=True, slots=True)
class CaseTrait:
    """One trait of one arm. What doesn't apply is ``None``.

    Attributes:
        id: age, sex, severity, comorbidity, symptoms or length.
        title: For people.
        mean: Of what is delivered.
        asked_mean: Of all that was asked for.
        target_mean: Of what was to be drawn, known exactly.
        target: Divergence of what is delivered from the target.
        drawn: Divergence of all cases from the target.
        kept: Divergence of what is delivered from all cases.
        spread_target: Variance within codes of what is delivered, over the target's.
        spread_asked: The same over that of all cases.
        delivered_counts: By category.
        target_shares: By category; empty where there is no target.
    """

    id: str
    title: str
    mean: Figure | None = None
    asked_mean: Figure | None = None
    target_mean: float | None = None
    target: Divergence | None = None
    drawn: Divergence | None = None
    kept: Divergence | None = None
    spread_target: Figure | None = None
    spread_asked: Figure | None = None
    delivered_counts: Mapping[str, int] | None = None
    target_shares: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class ArmCases:
    """The traits of an arm's cases.

    Attributes:
        arm: Its name.
        baseline: Whether it is the parrot.
        asked: Cases that it was asked for.
        delivered: Of them, those that it delivers a report of.
        without: Reports delivered that have no case.
        traits: One by one.
    """

    arm: str
    baseline: bool
    asked: int
    delivered: int
    without: int
    traits: tuple[CaseTrait, ...]


def cases_of(arm: Arm, asked: Mapping[str, Planned], material: Material) -> ArmCases:
    """All traits of an arm; none where its reports have no cases.

    Args:
        arm: The arm.
        asked: Its plans by report id.
        material: The seed and the targets.
    """
    kept = [asked[report.id] for report in arm.delivered if report.id in asked]
    every = [report for report in arm.reports if report.id in asked]
    traits = tuple(_traits(arm, material, kept, list(asked.values()), every)) if asked else ()
    return ArmCases(arm.name, arm.parrot, len(asked), len(kept), len(arm.delivered) - len(kept), traits)


def _traits(
    arm: Arm, material: Material, kept: Sequence[Planned], asked: Sequence[Planned], every: Sequence[StudyReport]
) -> list[CaseTrait]:
    seed, targets = material.seed, material.targets
    every = every if all(plan.drawn for plan in asked) else []
    wanted = wanted_shares(every, targets)
    told = _Told(kept, asked, wanted, seed)
    return [
        told.trait("age", _group, lambda one: one.age, age_moments(every, targets)),
        told.trait("sex", lambda one: one.traits.get("sex")),
        told.trait("severity", lambda one: one.traits.get("severity"), lambda one: one.severity,
                   grade_moments(every, targets)),
        told.trait("comorbidity", lambda one: one.traits.get("comorbidity")),
        told.trait("symptoms", lambda one: _counted(len(one.symptoms)), lambda one: len(one.symptoms)),
        _length(arm, seed),
    ]  # fmt: skip


def _group(plan: Planned) -> str | None:
    return plan.traits.get("age")


def _counted(count: int) -> str:
    return next((f"{low}-{high}" for low, high in COUNTS if count <= high), f"{COUNTS[-1][1] + 1}+")


@dataclass(frozen=True, slots=True)
class _Told:
    kept: Sequence[Planned]
    asked: Sequence[Planned]
    wanted: Mapping[str, Mapping[str, float]]
    seed: int

    @property
    def codes(self) -> Mapping[str, str]:
        return {plan.id: plan.code for plan in self.asked}

    def trait(
        self, name: str, category: Category, number: Number | None = None, moments: Moments | None = None
    ) -> CaseTrait:
        kept, asked = _counts(self.kept, category), _counts(self.asked, category)
        target = self.wanted.get(name, {})
        found = CaseTrait(
            name,
            TITLES[name],
            target=from_target(kept, target, self.seed) if target else None,
            drawn=from_target(asked, target, self.seed) if target else None,
            kept=from_whole(kept, asked, self.seed),
            delivered_counts=kept,
            target_shares=target,
        )
        return found if number is None else self._with_numbers(found, number, moments)

    def _with_numbers(self, found: CaseTrait, number: Number, moments: Moments | None) -> CaseTrait:
        kept, asked = _numbered(self.kept, number), _numbered(self.asked, number)
        codes = self.codes
        inside = within(list(kept.values()), [codes[name] for name in kept])
        known = [value for value in inside if value is not None]
        against = None if moments is None else variance_ratio(known, moments.variance, centred=True, seed=self.seed)
        return replace(
            found,
            mean=plain_mean(list(kept.values()), seed=self.seed),
            asked_mean=plain_mean(list(asked.values()), seed=self.seed),
            target_mean=None if moments is None else moments.mean,
            spread_target=against,
            spread_asked=_of_part(kept, asked, codes, self.seed),
        )


def _counts(plans: Sequence[Planned], category: Category) -> dict[str, int]:
    return dict(Counter(value for plan in plans if (value := category(plan)) is not None))


def _numbered(plans: Sequence[Planned], number: Number) -> dict[str, float]:
    return {plan.id: float(value) for plan in plans if (value := number(plan)) is not None}


def _of_part(part: Mapping[str, float], whole: Mapping[str, float], codes: Mapping[str, str], seed: int) -> Figure:
    """Variance within codes of a part over that of the whole; of the whole, those alone in their code are left out."""
    inside = dict(zip(part, within(list(part.values()), [codes[name] for name in part]), strict=True))
    every = dict(zip(whole, within(list(whole.values()), [codes[name] for name in whole]), strict=True))
    known = {name: value for name, value in every.items() if value is not None}
    return part_ratio([inside.get(name) for name in known], list(known.values()), seed=seed)


def _length(arm: Arm, seed: int) -> CaseTrait:
    """Of texts: what is delivered against all that was written."""
    sizes = {report.id: float(len(token_places(report.text))) for report in arm.written}
    kept = {report.id: sizes[report.id] for report in arm.delivered}
    spread = _of_part(kept, sizes, {report.id: report.code for report in arm.written}, seed)
    means = plain_mean(list(kept.values()), seed=seed), plain_mean(list(sizes.values()), seed=seed)
    return CaseTrait("length", TITLES["length"], *means, spread_asked=spread)
