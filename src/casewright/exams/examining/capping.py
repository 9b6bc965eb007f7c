"""Fewer questions a criterion, that still show both kinds of error, over all operators and many reports."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from casewright.exams.examining.questions import criterion_key, family_of, is_accuracy
from casewright.exams.response import Question
from casewright.types import VerdictState

__all__ = ["AGAIN", "EDITS", "MOST", "ask_again", "cap_questions"]

MOST = 40
"""Questions a criterion that a model is asked: half of them met, half unmet, where there are as many."""
EDITS = 0.25
"""Questions about harmless edits, as a share of the others."""
AGAIN = 10
"""Questions a family that are asked a second time."""


def cap_questions(questions: Sequence[Question], most: int | None, seed: int) -> tuple[Question, ...]:
    """At most ``most`` right-or-wrong questions a criterion, and a few about edits of the bases among these.

    Questions whose right answer is met and unmet are taken in turn; among either, operators in turn, each in the order
    that the seed gives. Without ``most`` all are kept.
    """
    if most is None:
        return tuple(questions)
    groups: dict[tuple[str, str], list[Question]] = {}
    for one in questions:
        groups.setdefault(criterion_key(one), []).append(one)
    kept = {id(one) for group in groups.values() for one in _capped(group, most, seed)}
    return tuple(one for one in questions if id(one) in kept)


def ask_again(questions: Sequence[Question], seed: int, room: float = math.inf) -> tuple[Question, ...]:
    """Of each family a few questions of right or wrong, to be asked a second time; no more than there is room for."""
    groups: dict[str, list[Question]] = {}
    for one in questions:
        if is_accuracy(one):
            groups.setdefault(family_of(one), []).append(one)
    rows = [_balanced(groups[name], AGAIN, seed) for name in sorted(groups)]
    drawn = [one for row in zip_longest(*rows) for one in row if one is not None]
    return tuple(drawn[: int(min(room, len(drawn)))])


def _capped(group: Sequence[Question], most: int, seed: int) -> Iterable[Question]:
    people = [one for one in group if one.item.base.origin == "people"]
    chosen = _balanced([one for one in group if is_accuracy(one) and one.item.base.origin != "people"], most, seed)
    bases = {one.item.base.id for one in chosen if one.item.sort == "base"}
    edits = [one for one in group if one.item.sort == "edit" and one.item.base.id in bases]
    return chain(people, chosen, _in_turn(edits, seed)[: math.ceil(len(chosen) * EDITS)])


def _balanced(group: Sequence[Question], most: int, seed: int) -> list[Question]:
    states: tuple[VerdictState, ...] = ("met", "unmet", "undetermined")
    sides = [_in_turn([one for one in group if one.wanted == state], seed) for state in states]
    mixed = [one for row in zip_longest(*sides[:2]) for one in row if one is not None]
    return [*mixed, *sides[2]][:most]


def _in_turn(group: Sequence[Question], seed: int) -> list[Question]:
    """Bases, operators and editors in turn."""
    dice = random.Random(seed)  # noqa: S311 - no secrets here
    rows: dict[str, list[Question]] = {}
    for one in group:
        rows.setdefault(one.item.name, []).append(one)
    for name in sorted(rows):
        dice.shuffle(rows[name])
    return [one for row in zip_longest(*(rows[name] for name in sorted(rows))) for one in row if one is not None]
