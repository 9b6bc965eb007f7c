"""Attacks as items of an exam."""

from __future__ import annotations

from collections.abc import Sequence

from casewright.exams.attacks.catalogue import ATTACKS
from casewright.exams.attacks.defective import Defective, defective
from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.goldens import goldens
from casewright.exams.paper import Item

__all__ = ["attack_items", "control_item", "sample_items"]


def attack_items(bases: Sequence[Base] | None = None, seed: int = 0) -> list[Item]:
    """Every base, made defective, under every attack.

    An item's ``code`` is the one that it is judged as and does not tell; ``facts`` are those that its text tells, none
    where the attack replaced the report.

    Args:
        bases: The good reports to start from; the goldens by default.
        seed: Another seed takes other codes, words and places.
    """
    chosen = goldens() if bases is None else bases
    victims = [defective(base, chosen, seed) for base in chosen]
    return [_item(victim, name, seed) for victim in victims if victim.unmet for name in ATTACKS]


def control_item(item: Item) -> Item:
    """The defective report of an attack, without the attack."""
    base = item.base
    return Item(f"{base.id}.as-{item.code}", base, "attack", "", base.report, base.case.facts, item.code)


def sample_items(items: Sequence[Item], most: int, seed: int = 0) -> list[Item]:
    """At most so many items, as evenly over the attacks as can be, each attack's by chance."""
    by_name: dict[str, list[Item]] = {}
    for item in items:
        by_name.setdefault(item.name, []).append(item)
    found: list[Item] = []
    while len(found) < most and any(by_name.values()):
        for name, left in by_name.items():
            if left:
                found.append(left.pop(left.index(pick(left, "sample", name, len(left), seed))))
    return found[:most]


def _item(victim: Defective, name: str, seed: int) -> Item:
    made = ATTACKS[name](victim, seed)
    base = victim.base
    return Item(f"{base.id}.{name}", base, "attack", name, made.report, made.facts, victim.code, made.description)
