"""How much of what is true this document tells, and in which section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casewright.plans.cases.chance import Chance
from casewright.plans.cases.latent import Candidate
from casewright.plans.cases.population import read_data
from casewright.types import Fact
from casewright.vocabulary.kinds import Kind

__all__ = ["place", "tell"]


def place(candidates: Sequence[Candidate], kind: Kind, presenting: str) -> list[Candidate]:
    """Candidates with the first of their sections that the kind has; what has none keeps its own and stays untold."""
    known = {section.id for section in kind.sections}
    placed = []
    for item in candidates:
        leads = item.fact.concept == presenting and item.fact.status == "present" and item.fact.subject == "patient"
        wanted = ("reason", *item.sections) if leads and item.fact.source != "informant" else item.sections
        here = tuple(name for name in wanted if name in known and _stated(item.fact, kind))
        placed.append(replace(item, fact=replace(item.fact, section=(here or wanted)[0]), sections=here))
    return placed


def tell(candidates: Sequence[Candidate], kind: Kind, chance: Chance) -> list[Candidate]:
    """Marks what is told: what must be, one fact for each required section, then up to a drawn number."""
    order = _by_weight([item for item in candidates if item.sections], chance)
    low, high = read_data("telling")["kinds"][kind.id]["facts"]
    budget = low + int(chance.spread("told") * (high - low + 1))
    chosen = [item for item in order if item.rank == 0]
    for section in (section.id for section in kind.sections if section.required):
        if not any(item.fact.section == section for item in chosen):
            chosen += [item for item in order if item.fact.section == section][:1]
    chosen += [item for item in order if item not in chosen][: max(0, budget - len(chosen))]
    return [replace(item, fact=replace(item.fact, told=item in chosen)) for item in candidates]


def _stated(fact: Fact, kind: Kind) -> bool:
    return kind.states_diagnosis or not fact.concept.startswith("dx-") or fact.subject != "patient"


def _by_weight(candidates: Sequence[Candidate], chance: Chance) -> list[Candidate]:
    """Likely ones first, with enough chance that an optional fact now and then comes before a usual one."""
    keys = [(item.rank * 0.7 + chance.random.random(), place) for place, item in enumerate(candidates)]
    return [candidates[place] for _, place in sorted(keys)]
