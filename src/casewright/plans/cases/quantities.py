"""The figures of a case: durations that agree with one another, doses, and scores in the band of its severity."""

from __future__ import annotations

import random
from dataclasses import dataclass

from casewright.plans.cases.chance import Chance
from casewright.plans.cases.population import Entry, Population, Values, read_data
from casewright.types import Quantity
from casewright.vocabulary.finds import days

__all__ = ["Timeline", "draw_quantity", "draw_timeline"]


@dataclass(frozen=True, slots=True)
class Timeline:
    """How long ago things began; ``event`` and ``latency`` only where the code has a stressor by definition."""

    episode: Quantity
    event: Quantity | None = None
    latency: Quantity | None = None


def draw_timeline(chance: Chance, population: Population, age: int) -> Timeline:
    """Durations that fit one another and the age: latency + episode = time since the event."""
    if population.event is None or population.latency is None:
        return Timeline(_at(population.episode, chance.spread("episode"), age))
    event = _at(population.event, chance.spread("episode"), age)
    room = (days(event) or 0) - 31
    latencies = [value for value in population.latency.values if value * 7 <= room]
    latency = Quantity(chance.random.choice(latencies), population.latency.unit)
    months = max(1, int(((days(event) or 0) - (days(latency) or 0)) / 30.4375 + 0.5))
    return Timeline(Quantity(float(months), "months"), event, latency)


def _at(values: Values, quantile: float, age: int) -> Quantity:
    lived = (age - 15) * 365.25
    fitting = [value for value in values.values if (days(Quantity(value, values.unit)) or 0) <= lived]
    fitting = fitting or [min(values.values)]
    return Quantity(fitting[int(quantile * len(fitting))], values.unit)


def draw_quantity(entry: Entry, timeline: Timeline, severity: str, dice: random.Random) -> Quantity | None:
    """The quantity that an entry asks for."""
    if entry.quantity is None:
        return None
    if isinstance(entry.quantity, Values):
        return Quantity(dice.choice(entry.quantity.values), entry.quantity.unit)
    if entry.quantity == "dose":
        return Quantity(float(dice.choice(read_data("doses")["drugs"][entry.concept]["usual"])), "mg")
    if entry.quantity == "band":
        low, high = read_data("scales")["scales"][entry.concept]["bands"][severity]
        return Quantity(float(dice.randint(low, high)), "points")
    return {"episode": timeline.episode, "event": timeline.event, "latency": timeline.latency}[entry.quantity]
