"""Which reports are drawn where not all can be looked at: the same cases of every arm, as far as arms share them"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from casewright.studies.material import RealNote, StudyReport

__all__ = ["PLENTY", "drawn", "drawn_notes", "plenty", "said_of_draw"]

PLENTY = 20
"""Reports from which on an arm is not small."""


def drawn(reports: Iterable[StudyReport], most: int, seed: int) -> list[StudyReport]:
    """At most so many reports, in the order of a hash of their cases.

    So arms that tell the same cases show the same cases, whatever their sizes, and a draw of fewer is part of a draw
    of more.
    """
    return sorted(reports, key=lambda one: (_rank(one.pair, seed), one.id))[:most]


def drawn_notes(notes: Iterable[RealNote], most: int, seed: int) -> list[RealNote]:
    """At most so many real notes, likewise."""
    return sorted(notes, key=lambda one: _rank(one.id, seed))[:most]


def plenty(sizes: Sequence[int]) -> bool:
    """Whether more than half of the arms (without baselines) are not small.

    Where arms are compared at equal numbers, small ones are then left out instead of bringing all others down.
    """
    return 2 * sum(size >= PLENTY for size in sizes) > len(sizes)


def said_of_draw(used: int, there: Sequence[object]) -> str:
    """``200 of 2,000 drawn``, or nothing where all are used."""
    return f"{used:,} of {len(there):,} drawn" if used < len(there) else ""


def _rank(name: str, seed: int) -> bytes:
    return blake2b(f"{seed}\0{name}".encode("utf-8", "surrogatepass"), digest_size=12).digest()
