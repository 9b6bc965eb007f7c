"""Informants who disagree: the patient denies what somebody else reports. Both are told, each with its source."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from casewright.plans.cases.chance import Chance
from casewright.plans.cases.choices import informant_ages
from casewright.plans.cases.latent import Candidate
from casewright.plans.cases.population import Population
from casewright.types import Fact
from casewright.vocabulary.kinds import Kind

__all__ = ["draw_dispute", "draw_informant"]

NOBODY = "none"
SHARE_WITH_INFORMANT = 0.45
SHARE_DISPUTED = 0.6


def draw_informant(
    chance: Chance, kind: Kind, age: int, home: str | None, share: float, asked: str | None = None
) -> str:
    """Who speaks beside the patient in this document, or ``none``; ``share`` of the cases have somebody."""
    quantile = chance.spread("informant")
    likely = [name for name, (low, high) in informant_ages(kind).items() if low <= age <= high]
    if home == "lives-alone":
        likely = [name for name in likely if name != "partner"]
    if asked in (NOBODY, *likely):
        return asked
    if not likely or quantile >= share:
        return NOBODY
    return likely[int(quantile / share * len(likely))]


def draw_dispute(chance: Chance, population: Population, latent: list[Candidate], informant: str) -> list[Candidate]:
    """The latent facts with one thing reported by the informant, in most cases against the patient's denial."""
    if informant == NOBODY:
        return latent
    name = chance.deal("disputed", population.disputed, 1)[0]
    true = next((item for item in latent if item.fact.concept == name and item.fact.status == "present"), None)
    kept = [item for item in latent if item.fact.concept != name]
    reported = Fact(
        "", name, "informants", source="informant", severity=true.fact.severity if true else None, told=False
    )
    added = [Candidate(reported, 0, ("informants", "present-illness", "course"))]
    if chance.random.random() < SHARE_DISPUTED:
        denied = Fact("", name, "present-illness", status="absent", told=False)
        added.append(Candidate(denied, 0, ("present-illness", "mental-state", "course")))
    return [*(_voiced(item, population.reported) for item in kept), *added]


def _voiced(item: Candidate, reported: Collection[str]) -> Candidate:
    """What others see better than the patient is told by the informant."""
    mine = item.fact.source == "patient" and item.fact.subject == "patient" and item.fact.status == "present"
    voiced = mine and item.fact.concept in reported
    return replace(item, fact=replace(item.fact, source="informant")) if voiced else item
