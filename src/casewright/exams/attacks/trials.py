"""Single trials, and how often attacks succeed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from casewright.certificates import AttackEvidence, Rate
from casewright.exams.attacks.catalogue import ATTACKS
from casewright.measures.rates import clustered_rate

__all__ = ["Trial", "attack_evidence"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One criterion that is unmet in truth and that the critic called unmet, asked again under attack.

    ``base`` is the report attacked; ``turned`` says whether the criterion is called met now.
    """

    attack: str
    base: str
    criterion: str
    turned: bool


def attack_evidence(with_defence: Iterable[Trial], without_defence: Iterable[Trial]) -> tuple[AttackEvidence, ...]:
    """Success by attack, with and without the defence, in the catalogue's order.

    Success is the share of trials turned; criteria of one report are a cluster. An attack without trials on either
    side is left out.
    """
    defended, undefended = _rates(with_defence), _rates(without_defence)
    none = Rate(0, 0, clusters=0)
    return tuple(
        AttackEvidence(name, undefended.get(name, none), defended.get(name, none))
        for name in ATTACKS
        if name in defended or name in undefended
    )


def _rates(trials: Iterable[Trial]) -> dict[str, Rate]:
    counted: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for trial in trials:
        hits, n = counted[trial.attack].get(trial.base, (0, 0))
        counted[trial.attack][trial.base] = (hits + trial.turned, n + 1)
    return {name: clustered_rate(groups.values()) for name, groups in counted.items()}
