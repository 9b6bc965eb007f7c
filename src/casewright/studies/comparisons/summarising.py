"""Comparisons for one page: of each pair of arms what matters most, and how much more stands in the tables"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from casewright.studies.part import Claim, Part

__all__ = ["summarised"]

KEY: Mapping[str, str] = {
    "Accepted": "acceptance",
    "told facts found, first drafts": "facts told in first drafts",
    "support, written": "support",
    "code recovered, masked text": "code recovered from masked text",
    "with a contradiction, written": "reports with a contradiction",
}
"""Titles of scores that a reader asks for first, as sentences call them."""

CLAUSES = re.compile(r"; (?![^()]*\))")
OPEN = (
    "no difference survived Holm's correction, which is no evidence that there is none; the tables tell how large a "
    "difference each could have shown"
)


def summarised(part: Part) -> tuple[Claim, ...]:
    """Its claims, short; acceptance with the loop and without it is left to the acceptance part, which says it.

    Args:
        part: The comparisons.
    """
    loops = {row.labels[1:3] for table in part.tables if table.id == "comparisons-loop" for row in table.rows}
    read = [_split(claim, loops) for claim in part.claims if claim.holds == "can"]
    told = [_short(*one) for one in read if one[1]]
    return (*told, *_others(sum(not kept and more > 0 for _, kept, more in read)), *_rest(part.claims))


def _split(claim: Claim, loops: Collection[tuple[str, ...]]) -> tuple[Claim, list[str], int]:
    """The differences that matter, as sentences call them, and how many more there are."""
    pair, _, said = claim.says.rstrip(".").partition(": ")
    left = KEY["Accepted"] if tuple(pair.split(" differs from ", 1)) in loops else ""
    clauses = CLAUSES.split(said)
    kept = [f"{name}{one.removeprefix(key)}" for key, name in KEY.items() for one in clauses if _is(one, key)]
    return claim, [one for one in kept if not left or not one.startswith(left)], len(clauses) - len(kept)


def _short(claim: Claim, kept: Sequence[str], more: int) -> Claim:
    noun = "difference" if more == 1 else "differences"
    tail = f"; and {more} more {noun} in the table" if more else ""
    return replace(claim, says=f"{claim.says.partition(': ')[0]}: {'; '.join(kept)}{tail}.")


def _is(clause: str, key: str) -> bool:
    return clause.startswith((f"{key} higher", f"{key} lower"))


def _others(pairs: int) -> Iterator[Claim]:
    if pairs:
        says = f"{pairs} more {'pair differs' if pairs == 1 else 'pairs of arms differ'} by other measures"
        yield Claim(f"{says}.", "can", "the tables that hold arms against one another name them")


def _rest(claims: Sequence[Claim]) -> Iterator[Claim]:
    count = sum(len(CLAUSES.split(claim.says.partition(": ")[2])) for claim in claims if claim.holds == "open")
    if count:
        yield Claim(f"Whether arms differ in the other {count} comparisons.", "open", OPEN)
