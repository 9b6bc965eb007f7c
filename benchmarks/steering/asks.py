"""How often what is asked of a case is drawn, with the needs of the code's own rubric in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casewright.plans import CaseRequest, case_sources, choices, draw_case
from casewright.rubrics import resolve
from casewright.runs.steering.asking import Round, ask
from casewright.runs.steering.history import History, band_of
from casewright.types import Case, Order

__all__ = ["render_asks"]

KINDS = ("intake", "emergency")


def render_asks(places: int) -> Iterator[str]:
    """A table: of all asks of a trait, the share that was drawn."""
    asked, met = Counter[str](), Counter[str]()
    cases = 0
    for code in case_sources():
        for kind in KINDS:
            order = Order(code, kind=kind)
            found, needs = choices(order), resolve(code, kind=kind).needs()
            if found is None:
                continue
            steers, _ = ask(Round("o", 0, 0, places, places, 5 * places), found, History(tuple(found.shares["age"])))
            for index, steer in enumerate(steers):
                case = draw_case(CaseRequest("o", order, index, index, needs, steer))
                cases += 1
                asked.update(list(steer["asks"]))
                met.update(name for name, value in steer["asks"].items() if _drawn(case, name, value))
    yield f"{len(case_sources())} codes, {len(KINDS)} kinds, {cases} cases:\n"
    yield "| asked | times | drawn |\n|---|---|---|"
    for name, times in asked.most_common():
        yield f"| {name} | {times} | {met[name] / times:.1%} |"


def _drawn(case: Case, name: str, value: str) -> bool:
    if name == "age":
        return band_of(case.person.age, [value]) is not None
    return value == (case.person.sex if name == "sex" else case.traits[name])
