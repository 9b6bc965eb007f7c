"""Claims that say the same of several arms, told once"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casewright.studies.part import Claim

__all__ = ["Condensed", "brief", "condense"]

NUMBER = re.compile(
    r"(?<![\w.])[+−-]?\d(?:[\d.,]*\d)?(?:\s?%)?(?:\s?(?:\[[^\]]*\]|\([^()]*\d[^()]*\)))?(?![\w])|(?<![\w.])\d(?![\w.])"
)
"""A number with the interval behind it."""

LONG = 400
OTHERS = ("one arm", "another", "a third")


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
    """One for each sentence that differs by more than arms' names and numbers, in the order of the first."""
    names = re.compile("|".join(re.escape(name) for name in sorted(arms, key=len, reverse=True)) or "(?!)")
    groups: dict[str, list[tuple[Claim, str, str]]] = {}
    for claim in claims:
        said = brief(claim.says)
        named = list(dict.fromkeys(names.findall(said))) or [claim.about]
        bare = _bare(said, named, names)
        groups.setdefault(NUMBER.sub("…", bare), []).append((claim, " and ".join(named), bare))
    return tuple(_one(said, own) for said, own in groups.items())


def brief(says: str) -> str:
    """A sentence that lists a page of numbers, without them: they stand in a table."""
    return says if len(says) <= LONG else says.partition(": ")[0]


def _bare(says: str, named: Sequence[str], names: re.Pattern[str]) -> str:
    """Without whom it is said of."""
    if len(named) == 1 and named[0] and says.startswith(named[0]):
        return names.sub("this arm", says[len(named[0]) :].lstrip(": ")) or says
    words = {name: ("this arm" if len(named) == 1 else OTHERS[min(place, 2)]) for place, name in enumerate(named)}
    return names.sub(lambda found: words[found[0]], says)


def _one(said: str, own: Sequence[tuple[Claim, str, str]]) -> Condensed:
    first, name, bare = own[0]
    if len(own) == 1:
        says = brief(first.says)
        return Condensed(says if not name or name in says or first.about in says else f"{name}: {says}", first.because)
    numbers = [", ".join(NUMBER.findall(bare)) for _, _, bare in own]
    because = {claim.because for claim, _, _ in own}
    same = len(set(numbers)) == 1
    told = tuple((name, "" if same else found) for (_, name, _), found in zip(own, numbers, strict=True))
    return Condensed(bare if same else said, because.pop() if len(because) == 1 else "", told)
