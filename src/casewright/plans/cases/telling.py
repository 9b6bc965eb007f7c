"""How much of what is true this document tells, and in which section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casewright.plans.cases.chance import Chance
from casewright.plans.cases.latent import Candidate
from casewright.plans.cases.population import read_data
from casewright.plans.cases.steer import NO_STEER, Steer
from casewright.types import Fact
from casewright.vocabulary.kinds import Kind

__all__ = ["leads", "place", "tell"]


def place(candidates: Sequence[Candidate], kind: Kind, presenting: str) -> list[Candidate]:
    """Candidates with an id and the first of their sections that the kind has; what has none stays untold."""
    known = {section.id for section in kind.sections}
    placed = []
    for number, item in enumerate(candidates, start=1):
        wanted = ("reason", *item.sections) if leads(item.fact, presenting) else item.sections
        here = tuple(name for name in wanted if name in known and _stated(item.fact, kind))
        name = f"f{number:02}-{item.fact.concept}"[:64]
        placed.append(Candidate(replace(item.fact, id=name, section=(here or wanted)[0]), item.rank, here))
    return placed


def leads(fact: Fact, presenting: str) -> bool:
    """Whether a fact is what the patient comes with."""
    mine = fact.status == "present" and fact.subject == "patient" and fact.source != "informant"
    return fact.concept == presenting and mine


def tell(candidates: Sequence[Candidate], kind: Kind, chance: Chance, steer: Steer = NO_STEER) -> list[Candidate]:
    """Marks what is told: what must be, one fact for each required section, then up to a drawn number."""
    order = _by_weight([item for item in candidates if item.sections], chance, steer)
    low, high = read_data("telling")["kinds"][kind.id]["facts"]
    budget = low + int(chance.spread("told") * (high - low + 1))
    chosen = [item.fact.id for item in order if item.rank == 0]
    for section in (section.id for section in kind.sections if section.required):
        here = [item.fact.id for item in order if item.fact.section == section]
        chosen += here[:1] if not set(here) & set(chosen) else []
    others = [item.fact.id for item in order if item.fact.id not in chosen]
    told = {*chosen, *others[: max(0, budget - len(chosen))]}
    return [replace(item, fact=replace(item.fact, told=True)) if item.fact.id in told else item for item in candidates]


def _stated(fact: Fact, kind: Kind) -> bool:
    return kind.states_diagnosis or not fact.concept.startswith("dx-") or fact.subject != "patient"


def _by_weight(candidates: Sequence[Candidate], chance: Chance, steer: Steer) -> list[Candidate]:
    """Likely ones first, with enough chance that an optional fact now and then comes before a usual one."""
    keys = [
        (item.rank * 0.7 + chance.random.random() + _bonus(item.fact, steer), place)
        for place, item in enumerate(candidates)
    ]
    return [candidates[place] for _, place in sorted(keys)]


def _bonus(fact: Fact, steer: Steer) -> int:
    return steer.rank(fact.concept) if fact.status == "present" and fact.subject == "patient" else 0
