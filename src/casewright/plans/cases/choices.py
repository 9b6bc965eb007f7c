"""What cases of an order may differ in: the shares they are drawn by, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casewright.errors import UsageError
from casewright.plans.cases.population import Population, population, read_data
from casewright.plans.cases.targets import read_targets
from casewright.types import Order
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.kinds import Kind, kind

__all__ = ["SYSTEM", "TRAITS", "Choices", "choices", "informant_ages", "trait_shares"]

SYSTEM = "icd10-who-2019"
TRAITS = ("severity", "course", "setting", "stressor", "comorbidity")
Targets = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked of an order's cases.

    Attributes:
        shares: By trait (age, sex, severity, course, setting, stressor, comorbidity) the share of each value, those of
            the order's targets before the population's; values of no share are left out.
        presenting: What a patient may come with.
        registers: Registers of the kind.
        informed: Share of cases in which somebody beside the patient speaks; 0 where the kind has no room for it.
        informants: Who that may be, with the patient's ages, first and last.
        symptoms: Concepts of which some are true and others not.
    """

    shares: Mapping[str, Mapping[str, float]]
    presenting: tuple[str, ...]
    registers: tuple[str, ...]
    informed: float
    informants: Mapping[str, tuple[int, int]]
    symptoms: tuple[str, ...]


def choices(order: Order) -> Choices | None:
    """What can be asked of an order's cases; ``None`` where its code has no case source.

    Raises:
        UsageError: a target names what cases of this code don't have.
        UnknownNameError: no such kind.
    """
    source = population(order.code) if order.system == SYSTEM else None
    if source is None:
        return None
    sort, targets = kind(order.kind), read_targets(order.targets)
    shares = {"age": targets.get("age", source.age.shares), "sex": targets.get("sex", source.sex.shares)}
    shares |= {trait: trait_shares(trait, source, sort, targets) for trait in TRAITS}
    ages = informant_ages(sort)
    return Choices(
        shares={trait: {name: share for name, share in own.items() if share > 0} for trait, own in shares.items()},
        presenting=tuple(source.presenting),
        registers=tuple(sort.registers),
        informed=source.informed if ages else 0.0,
        informants=ages,
        symptoms=_symptoms(source),
    )


def trait_shares(trait: str, source: Population, sort: Kind, targets: Targets) -> Mapping[str, float]:
    """The shares that a trait is drawn by: the target's or the population's, as far as the kind has their values.

    Raises:
        UsageError: the target names a value that cases of this code don't have.
    """
    telling = read_data("telling")["kinds"][sort.id]
    allowed = {"course": telling["courses"], "setting": telling["settings"]}
    own = getattr(source, trait).shares
    shares = targets.get(trait, own)
    odd = sorted(set(shares) - set(own))
    if odd:
        raise UsageError(
            f"target {trait!r} names {odd[0]!r}, which cases of {source.code} don't have; they have {', '.join(own)}"
        )
    fitting = {key: share for key, share in shares.items() if key in allowed.get(trait, shares)}
    return fitting or dict.fromkeys(allowed[trait], 1.0)


def informant_ages(sort: Kind) -> Mapping[str, tuple[int, int]]:
    """Who may speak beside the patient in a kind, with the ages of a patient whom they are likely to be at hand of."""
    ages = read_data("telling")["informants"]
    return {name: (ages[name][0], ages[name][1]) for name in sort.informants if name in ages}


def _symptoms(source: Population) -> tuple[str, ...]:
    free = [entry.concept for group in source.groups.values() if group.draw[0] < len(group.of) for entry in group.of
            if entry.status == "present" and entry.subject == "patient"]  # fmt: skip
    return tuple(dict.fromkeys(name for name in free if concept(name).category == "symptom"))
