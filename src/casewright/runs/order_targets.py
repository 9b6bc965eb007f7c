"""Whether the population that an order asks for can be drawn at all: found before anything is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from casewright.plans.cases.population import Population, population, read_data
from casewright.plans.cases.targets import TARGETS
from casewright.types import Order

__all__ = ["target_problems"]

SYSTEM = "icd10-who-2019"
BAND = re.compile(r"(\d{1,3})-(\d{1,3})")
BY_KIND = {"course": "courses", "setting": "settings"}
"""Traits of which each kind of document knows some values only."""

Problem = tuple[tuple[str, ...], str]


def target_problems(order: Order) -> Iterator[Problem]:
    """What of an order's targets no case of its code and kind can have, each with its keys (trait, value).

    Without a case source for the code nothing but the traits' names can be held against anything.
    """
    source = population(order.code) if order.system == SYSTEM else None
    for trait, shares in order.targets.items():
        if trait not in TARGETS:
            yield (trait,), f"unknown target {trait!r}; known: {', '.join(TARGETS)}{_nearest(trait, TARGETS)}"
        elif not isinstance(shares, Mapping) or not shares:
            yield (trait,), f"target {trait!r} needs shares, such as {{name: 0.5}}; got {shares!r}"
        else:
            yield from (((trait, *keys), told) for keys, told in _wrong_shares(trait, shares, source, order))


def _wrong_shares(
    trait: str, shares: Mapping[str, object], source: Population | None, order: Order
) -> Iterator[Problem]:
    wrong = [name for name, share in shares.items() if not _is_share(share)]
    yield from (
        ((name,), f"target {trait!r} gives {name!r} the share {shares[name]!r}; 0 or more is") for name in wrong
    )
    if not wrong and not any(shares.values()):
        yield (), f"target {trait!r} has no share above 0"
    if source is not None:
        wanted = [name for name, share in shares.items() if share != 0]
        for name in wanted:
            told = _wrong_age(name, source) if trait == "age" else _wrong_value(trait, name, source, order)
            yield from [((name,), told)] if told else []


def _wrong_age(band: str, source: Population) -> str:
    bounds = [int(age) for name in source.age.shares for age in name.split("-")]
    found = BAND.fullmatch(band)
    if found is None or int(found[1]) > int(found[2]):
        return f"target 'age' needs bands such as 18-29, both ends included; got {band!r}"
    if int(found[1]) < min(bounds) or int(found[2]) > max(bounds):
        return f"target 'age' wants {band!r}; cases of {source.code} are {min(bounds)} to {max(bounds)} years old"
    return ""


def _wrong_value(trait: str, name: str, source: Population, order: Order) -> str:
    own: Collection[str] = getattr(source, trait).shares
    if name not in own:
        listed = ", ".join(own)
        return f"target {trait!r} names {name!r}, which cases of {source.code} don't have; they have {listed}" + (
            _nearest(name, own)
        )
    allowed = read_data("telling")["kinds"][order.kind][BY_KIND[trait]] if trait in BY_KIND else own
    if name not in allowed:
        listed = ", ".join(value for value in own if value in allowed)
        return f"target {trait!r} names {name!r}, which kind {order.kind!r} never has; with it go {listed}"
    return ""


def _nearest(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; nearest: {near[0]}" if near else ""


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
