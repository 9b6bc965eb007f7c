"""Cases that several test modules look at, drawn once."""

from __future__ import annotations

from functools import cache

from casewright.plans import CaseRequest, draw_case
from casewright.types import Case, Fact, Language, Need, Order

__all__ = ["draw", "drawn", "true_concepts"]


def draw(
    code: str,
    index: int = 0,
    *,
    kind: str = "intake",
    language: Language = "en",
    needs: tuple[Need, ...] = (),
    comorbidities: tuple[str, ...] = (),
    seed: int = 0,
) -> Case:
    order = Order(code, kind=kind, language=language, comorbidities=comorbidities)
    return draw_case(CaseRequest(f"order-{code}-{kind}-{language}", order, index, seed, needs))


@cache
def drawn(code: str, kind: str, language: Language, number: int = 20) -> tuple[Case, ...]:
    return tuple(draw(code, index, kind=kind, language=language) for index in range(number))


def true_concepts(case: Case, *, told: bool = False) -> set[str]:
    def counts(fact: Fact) -> bool:
        return fact.status == "present" and fact.subject == "patient" and (fact.told or not told)

    return {fact.concept for fact in case.facts if counts(fact)}
