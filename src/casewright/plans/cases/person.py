"""The imagined person: age, sex, gender and pronouns, each drawn on its own."""

from __future__ import annotations

import random
from collections.abc import Mapping

from casewright.plans.cases.chance import Chance, pick_share
from casewright.plans.cases.population import Population, read_data
from casewright.plans.cases.steer import choose
from casewright.types import Person
from casewright.wire import from_json

__all__ = ["draw_age", "draw_person"]

NOTHING_ASKED: Mapping[str, str] = {}


def draw_person(
    chance: Chance,
    population: Population,
    targets: Mapping[str, Mapping[str, float]],
    asks: Mapping[str, str] = NOTHING_ASKED,
) -> Person:
    """A person of a population; ``targets`` replaces its shares by age band or sex, ``asks`` names what is wanted."""
    sex = choose(targets.get("sex", population.sex.shares), chance.spread("sex"), asks.get("sex"))
    gender = pick_share(read_data("persons")["gender"][sex], chance.random.random())
    pronouns = pick_share(read_data("persons")["pronouns"][gender], chance.random.random())
    bands = targets.get("age", population.age.shares)
    age = draw_age(bands, chance.spread("age"), chance.random, asks.get("age"))
    return from_json(Person, {"age": age, "sex": sex, "gender": gender, "pronouns": pronouns})


def draw_age(bands: Mapping[str, float], quantile: float, dice: random.Random, asked: str | None = None) -> int:
    """An age in the band asked for or at a quantile; bands are written ``18-29``, both ends included."""
    low, _, high = choose(bands, quantile, asked).partition("-")
    return dice.randint(int(low), int(high))
