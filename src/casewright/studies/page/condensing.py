"""Claims that say the same of several arms, told once"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casewright.studies.part import Claim

__all__ = ["Condensed", "condense"]

NUMBER = re.compile(
    r"(?<![\w.])[+−-]?\d[\d.,]*\d?(?:\s?%)?(?:\s?(?:\[[^\]]*\]|\([^()]*\d[^()]*\)))?(?![\w])|(?<![\w.])\d(?![\w.])"
)
"""A number with the interval behind it."""


@dataclass(frozen=True, slots=True)
class Condensed:
    """One sentence of one arm or more.

    Attributes:
        says: The sentence; of several arms without their names, and with dots for numbers that differ.
        because: What shows it, where that is the same for all.
        arms: Whom it is said of, with the numbers that stand for the dots; none where it is of one or of all.
    """

    says: str
    because: str
    arms: tuple[tuple[str, str], ...] = ()


def condense(claims: Iterable[Claim], arms: Sequence[str]) -> tuple[Condensed, ...]:
    """One for each sentence that differs by more than the arm's name and numbers, in the order of the first."""
    names = sorted(arms, key=len, reverse=True)
    groups: dict[str, list[tuple[Claim, str]]] = {}
    for claim in claims:
        name = claim.about or next((arm for arm in names if claim.says.startswith(arm)), "")
        bare = _bare(claim.says, name)
        groups.setdefault(NUMBER.sub("…", bare), []).append((claim, name))
    return tuple(_one(said, own) for said, own in groups.items())


def _bare(says: str, name: str) -> str:
    """Without whom it is said of."""
    if not name:
        return says
    told = says[len(name) :].lstrip(": ") if says.startswith(name) else says.replace(name, "this arm")
    return told or says


def _one(said: str, own: Sequence[tuple[Claim, str]]) -> Condensed:
    first, name = own[0]
    if len(own) == 1:
        about = f"{name}: " if name and name not in first.says else ""
        return Condensed(f"{about}{first.says}", first.because)
    numbers = [", ".join(NUMBER.findall(_bare(claim.says, name))) for claim, name in own]
    because = {claim.because for claim, _ in own}
    same = len(set(numbers)) == 1
    told = tuple((name, "" if same else told) for (_, name), told in zip(own, numbers, strict=True))
    return Condensed(_bare(first.says, name) if same else said, because.pop() if len(because) == 1 else "", told)
