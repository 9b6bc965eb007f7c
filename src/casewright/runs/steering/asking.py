"""What is asked of each place of an order's next round."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from casewright.plans import Choices
from casewright.runs.steering.history import History
from casewright.runs.steering.quotas import quotas

__all__ = ["Round", "ask"]

NOBODY = "none"
NAMED = 4
"""Concepts preferred, and avoided, in a case of an order that collapsed."""
COMMON = 0.5
"""Share of reports from which on a concept counts as told too often in an order that collapsed."""

Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Round:
    """The next round of one order.

    Attributes:
        order: The order's id.
        seed: The run's seed.
        first: Index of its first place.
        places: How many samples it gets.
        missing: How many accepted reports it lacks.
        left: How many samples it may still have.
        targets: Traits that the order has a target for.
    """

    order: str
    seed: int
    first: int
    places: int
    missing: int
    left: int
    targets: frozenset[str] = frozenset()


def ask(round_: Round, found: Choices, past: History) -> tuple[Sequence[dict[str, Any]], dict[str, Any]]:
    """The steer of each place, and what the round was asked by: quotas by trait, and what collapsed."""
    collapsed = past.echoes.collapsed
    asks: list[dict[str, str]] = [{} for _ in range(round_.places)]
    shares = {**found.shares, **_telling(found, past, collapsed)}
    given = {trait: _quotas(trait, own, round_, past) for trait, own in shares.items()}
    for trait, numbers in given.items():
        if len(numbers) > 1:
            _deal(trait, numbers, round_, found, past, asks)
    steers: list[dict[str, Any]] = [{"series": round_.seed, **({"asks": own} if own else {})} for own in asks]
    if collapsed:
        for steer, fresh in zip(steers, _fresh(round_, found, past), strict=True):
            steer |= fresh
    told = {trait: {value: n for value, n in own.items() if n} for trait, own in given.items() if len(own) > 1}
    return steers, {"asked": told, "collapsed": list(collapsed)}


def _telling(found: Choices, past: History, collapsed: Sequence[str]) -> dict[str, Shares]:
    """Even shares of what a document is told by, less what resembled reports have more of where an order collapsed."""
    each = found.informed / max(1, len(found.informants))
    people = {NOBODY: 1 - found.informed, **dict.fromkeys(found.informants, each)} if each else {NOBODY: 1.0}
    even = {"presenting": found.presenting, "register": found.registers}
    shares: dict[str, Shares] = {trait: dict.fromkeys(values, 1.0) for trait, values in even.items() if values}
    shares["informant"] = {name: share for name, share in people.items() if share > 0}
    if not collapsed:
        return shares
    return {trait: _without_common(own, past.echoes.alike[trait]) for trait, own in shares.items()}


def _without_common(shares: Shares, alike: Counter[str]) -> Shares:
    """The shares of those values that reports resembling one another don't have more often than shares say."""
    total, whole = sum(alike.values()), sum(shares.values())
    rare = {value: share for value, share in shares.items() if alike[value] <= total * share / whole}
    return rare or shares


def _quotas(trait: str, shares: Shares, round_: Round, past: History) -> dict[str, int]:
    strata = past.strata(trait)
    offset = _dice(round_, f"offset:{trait}", 0).random()
    ordered = trait in round_.targets
    return quotas(shares, strata, round_.missing, round_.places, left=round_.left, ordered=ordered, offset=offset)


def _deal(
    trait: str,
    numbers: Mapping[str, int],
    round_: Round,
    found: Choices,
    past: History,
    asks: Sequence[dict[str, str]],
) -> None:
    """Gives each place one of the values, in an order of chance: an informant only whom the patient's age allows, and
    nothing in the place of a value that was asked for in vain, so that chance may bring it."""
    values = [value for value, number in numbers.items() for _ in range(number)]
    _dice(round_, trait, round_.first).shuffle(values)
    for own in asks:
        fitting = next((value for value in values if trait != "informant" or _at_hand(value, own, found)), None)
        if fitting is not None:
            values.remove(fitting)
            if past.can_be_asked(trait, fitting):
                own[trait] = fitting


def _at_hand(informant: str, asks: Mapping[str, str], found: Choices) -> bool:
    if informant == NOBODY or "age" not in asks:
        return informant == NOBODY
    low, _, high = asks["age"].partition("-")
    first, last = found.informants[informant]
    return first <= int(low) and int(high) <= last


def _fresh(round_: Round, found: Choices, past: History) -> Iterator[dict[str, list[str]]]:
    """By place: the symptoms told least so far, each place others, and those that most reports tell."""
    symptoms = list(found.symptoms)
    _dice(round_, "fresh", round_.first).shuffle(symptoms)
    rare = sorted(symptoms, key=lambda name: past.told[name])
    common = [name for name in reversed(rare) if past.told[name] > COMMON * past.passed][:NAMED]
    rare = [name for name in rare if name not in common]
    for place in range(round_.places):
        start = place * NAMED % max(1, len(rare))
        yield {"prefer": [*rare[start:], *rare[:start]][:NAMED], "avoid": common}


def _dice(round_: Round, part: str, first: int) -> random.Random:
    name = f"{round_.seed}\x1f{round_.order}\x1f{part}\x1f{first}"
    digest = blake2b(name.encode(), digest_size=8).digest()
    return random.Random(int.from_bytes(digest))  # noqa: S311 - imagined patients are no secrets
