"""Draws case k of an order: a pure function of its request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casewright.errors import CasewrightError, UsageError
from casewright.hashing import content_hash
from casewright.plans.cases.chance import Chance, pick_share
from casewright.plans.cases.diagnoses import add_comorbid_symptoms, add_diagnoses, diagnosis_of
from casewright.plans.cases.disputes import draw_dispute, draw_informant
from casewright.plans.cases.latent import Candidate, Drawing, draw_latent
from casewright.plans.cases.needs import told_for, violations
from casewright.plans.cases.person import draw_person
from casewright.plans.cases.population import Population, population, populations, read_data
from casewright.plans.cases.problems import case_problems
from casewright.plans.cases.quantities import draw_timeline
from casewright.plans.cases.targets import read_targets
from casewright.plans.cases.telling import leads, place, tell
from casewright.plans.request import CaseRequest
from casewright.types import Case, Fact, Order, Person
from casewright.vocabulary.kinds import Kind, kind

__all__ = ["case_sources", "draw_case"]

SYSTEM = "icd10-who-2019"


def case_sources() -> tuple[str, ...]:
    """Codes of icd10-who-2019 that cases can be drawn for."""
    return tuple(sorted(populations()))


def draw_case(request: CaseRequest) -> Case:
    """Case ``request.index`` of an order.

    Raises:
        UsageError: the code has no case source, a comorbidity no diagnosis, or the comorbidities contradict the
            rubric that sent its needs.
        UnknownNameError: no such kind.
    """
    source, sort = _source(request.order), kind(request.order.kind)
    chance = Chance(request.seed, request.order_id, request.index)
    targets = read_targets(request.order.targets)
    person = draw_person(chance, source, targets)
    traits = _traits(chance, source, sort, targets)
    drawing = Drawing(chance, person, traits, draw_timeline(chance, source, person.age))
    candidates = _candidates(drawing, source, sort, request.order)
    told = tell(candidates, sort, chance)
    facts = _meet(told, request, person)
    case = _case(request, person, facts, drawing.traits)
    problems = case_problems(case)
    if problems:
        raise CasewrightError(f"case {case.id!r} was drawn with problems: {'; '.join(problems)}")
    return case


def _source(order: Order) -> Population:
    source = population(order.code) if order.system == SYSTEM else None
    if source is None:
        raise UsageError(
            f"{order.system}:{order.code} has no case source; cases can be drawn for "
            f"{', '.join(case_sources())} of {SYSTEM}; hand in your own case with --case"
        )
    for code in order.comorbidities:
        diagnosis_of(code)
    return source


def _traits(
    chance: Chance, source: Population, sort: Kind, targets: Mapping[str, Mapping[str, float]]
) -> dict[str, str]:
    telling = read_data("telling")["kinds"][sort.id]
    allowed = {"course": telling["courses"], "setting": telling["settings"]}
    traits = {}
    for trait in ("severity", "course", "setting", "stressor", "comorbidity"):
        own = getattr(source, trait).shares
        shares = targets.get(trait, own)
        _check_target(trait, shares, own, source.code)
        fitting = {key: share for key, share in shares.items() if key in allowed.get(trait, shares)}
        traits[trait] = pick_share(fitting or dict.fromkeys(allowed[trait], 1.0), chance.spread(trait))
    traits["place"] = "ward" if sort.id == "discharge" or traits["setting"] == "psychiatric-ward" else "elsewhere"
    traits["register"] = chance.deal("register", sort.registers, 1)[0]
    return traits


def _check_target(trait: str, wanted: Mapping[str, float], own: Mapping[str, float], code: str) -> None:
    odd = sorted(set(wanted) - set(own))
    if odd:
        raise UsageError(
            f"target {trait!r} names {odd[0]!r}, which cases of {code} don't have; they have {', '.join(own)}"
        )


def _candidates(drawing: Drawing, source: Population, sort: Kind, order: Order) -> list[Candidate]:
    add_diagnoses(drawing, order, source.diagnosis)
    add_comorbid_symptoms(drawing, order)
    latent = draw_latent(drawing, source)
    home = next((name for name in ("lives-alone", "lives-with-partner") if drawing.has(name)), None)
    informant = draw_informant(drawing.chance, sort, drawing.person.age, home, source.informed)
    latent = draw_dispute(drawing.chance, source, latent, informant)
    drawing.found = latent
    leading = [name for name in source.presenting if any(leads(item.fact, name) for item in latent)]
    presenting = leading[int(drawing.chance.spread("presenting") * len(leading))] if leading else ""
    drawing.traits = {**drawing.traits, "informant": informant, "presenting": presenting}
    return place(latent, sort, presenting)


def _meet(candidates: list[Candidate], request: CaseRequest, person: Person) -> tuple[Fact, ...]:
    facts = [item.fact for item in candidates]
    tellable = frozenset(item.fact.id for item in candidates if item.sections)
    names = told_for(facts, tellable, request.needs, request.order.level, person.age)
    stated = [item.fact for item in candidates if item.fact.concept.startswith("dx-") and item.fact.told]
    hidden = [fact.concept for fact in stated if fact.id not in names and fact.subject == "patient"]
    if hidden and request.order.comorbidities:
        broken = ", ".join(violations(request.needs, stated, person.age))
        raise UsageError(
            f"comorbidities {list(request.order.comorbidities)!r} beside {request.order.code!r} contradict its rubric "
            f"({broken}); order another combination"
        )
    return tuple(fact if fact.told == (fact.id in names) else replace(fact, told=not fact.told) for fact in facts)


def _case(request: CaseRequest, person: Person, facts: tuple[Fact, ...], traits: Mapping[str, str]) -> Case:
    order = request.order
    name = f"{request.order_id}.{request.index}"
    return Case(
        id=name if len(name) <= 64 else content_hash(name),
        order=request.order_id,
        index=request.index,
        seed=request.seed,
        system=order.system,
        code=order.code,
        comorbidities=order.comorbidities,
        language=order.language,
        kind=order.kind,
        person=person,
        facts=facts,
        traits=dict(traits),
    )
