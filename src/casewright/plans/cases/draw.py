"""Draws case k of an order: a pure function of its request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casewright.errors import CasewrightError, UsageError
from casewright.hashing import content_hash
from casewright.plans.cases.chance import Chance
from casewright.plans.cases.choices import SYSTEM, TRAITS, trait_shares
from casewright.plans.cases.diagnoses import add_comorbid_symptoms, add_diagnoses, diagnosis_of
from casewright.plans.cases.disputes import draw_dispute, draw_informant
from casewright.plans.cases.latent import Candidate, Drawing, draw_latent
from casewright.plans.cases.needs import LEVELS, support, told_for, violations
from casewright.plans.cases.person import draw_person
from casewright.plans.cases.population import Population, population, populations
from casewright.plans.cases.problems import case_problems
from casewright.plans.cases.quantities import draw_timeline
from casewright.plans.cases.steer import Steer, choose, read_steer
from casewright.plans.cases.targets import read_targets
from casewright.plans.cases.telling import leads, place, tell
from casewright.plans.request import CaseRequest
from casewright.types import Case, Fact, Order, Person
from casewright.vocabulary.kinds import Kind, kind

__all__ = ["case_sources", "draw_case"]


def case_sources() -> tuple[str, ...]:
    """Codes of icd10-who-2019 that cases can be drawn for."""
    return tuple(sorted(populations()))


def draw_case(request: CaseRequest) -> Case:
    """Case ``request.index`` of an order.

    What its steer asks for is drawn as far as that gives a possible case that its rubric's needs allow; where it
    doesn't, less of it is: first without what is told of whom, then the person alone, then nothing.

    Raises:
        UsageError: the code has no case source, a comorbidity no diagnosis, the comorbidities contradict the
            rubric that sent its needs, or the steer has a key that is not known.
        UnknownNameError: no such kind.
    """
    source, sort = _source(request.order), kind(request.order.kind)
    *steered, plain = read_steer(request.steer).weaker()
    for steer in steered:
        case = _steered(request, source, sort, steer)
        if case is not None:
            return case
    return _draw(request, source, sort, plain)


def _steered(request: CaseRequest, source: Population, sort: Kind, steer: Steer) -> Case | None:
    """The case with all of this steer, unless that is impossible or no longer tells what the order's level asks."""
    try:
        case = _draw(request, source, sort, steer)
    except CasewrightError:  # the weakest steer, which is none, raises it where it isn't the steer's fault
        return None
    told = [fact for fact in case.facts if fact.told]
    enough = support(request.needs, told, case.person.age) >= LEVELS[request.order.level]
    return case if enough and not violations(request.needs, told, case.person.age) else None


def _draw(request: CaseRequest, source: Population, sort: Kind, steer: Steer) -> Case:
    chance = Chance(request.seed, request.order_id, request.index, steer.series)
    targets = read_targets(request.order.targets)
    person = draw_person(chance, source, targets, steer.asks)
    traits = _traits(chance, source, sort, targets, steer.asks)
    drawing = Drawing(chance, person, traits, draw_timeline(chance, source, person.age), _with_room(steer))
    candidates = _candidates(drawing, source, sort, request.order, steer.asks)
    told = tell(candidates, sort, chance, steer)
    facts = _meet(told, request, person)
    case = _case(request, person, facts, drawing.traits)
    problems = case_problems(case)
    if problems:
        raise CasewrightError(f"case {case.id!r} was drawn with problems: {'; '.join(problems)}")
    return case


def _with_room(steer: Steer) -> Steer:
    """With what the asked presenting problem and informant presuppose."""
    presenting, alone = steer.asks.get("presenting"), steer.asks.get("informant") == "partner"
    prefer = (*steer.prefer, presenting) if presenting else steer.prefer
    return replace(steer, prefer=prefer, avoid=(*steer.avoid, "lives-alone") if alone else steer.avoid)


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
    chance: Chance, source: Population, sort: Kind, targets: Mapping[str, Mapping[str, float]], asks: Mapping[str, str]
) -> dict[str, str]:
    traits = {
        trait: choose(trait_shares(trait, source, sort, targets), chance.spread(trait), asks.get(trait))
        for trait in TRAITS
    }
    traits["place"] = "ward" if sort.id == "discharge" or traits["setting"] == "psychiatric-ward" else "elsewhere"
    register = chance.deal("register", sort.registers, 1)[0]
    traits["register"] = asks["register"] if asks.get("register") in sort.registers else register
    return traits


def _candidates(
    drawing: Drawing, source: Population, sort: Kind, order: Order, asks: Mapping[str, str]
) -> list[Candidate]:
    add_diagnoses(drawing, order, source.diagnosis)
    add_comorbid_symptoms(drawing, order)
    latent = draw_latent(drawing, source)
    home = next((name for name in ("lives-alone", "lives-with-partner") if drawing.has(name)), None)
    informant = draw_informant(drawing.chance, sort, drawing.person.age, home, source.informed, asks.get("informant"))
    latent = draw_dispute(drawing.chance, source, latent, informant)
    drawing.found = latent
    leading = [name for name in source.presenting if any(leads(item.fact, name) for item in latent)]
    presenting = leading[int(drawing.chance.spread("presenting") * len(leading))] if leading else ""
    presenting = asks["presenting"] if asks.get("presenting") in leading else presenting
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
