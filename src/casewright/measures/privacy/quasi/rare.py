"""How many reports of a set are alone, or nearly, in a combination of what they tell (k-anonymity, Sweeney 2002)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from casewright.measures.figure import Figure
from casewright.measures.privacy.quasi.extract import QuasiIdentifiers
from casewright.measures.rates import rate

__all__ = ["RareCombinations", "rare_combinations"]

Combination = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RareCombinations:
    """Figures, and the reports that they are about.

    Attributes:
        figures: ``unique_1`` to ``unique_3`` and ``under_k_1`` to ``under_k_3``: share of reports that some
            combination of at most so many attributes has alone, or with fewer than k - 1 others;
            ``unique_matching_one``: of the reports unique by three, the share of those with a unique combination that
            exactly one reference row has.
        unique: Report to the attributes (never values) of its smallest unique combination.
        matching: Reports counted in ``unique_matching_one``.
    """

    figures: Mapping[str, Figure]
    unique: Mapping[str, tuple[str, ...]]
    matching: tuple[str, ...] = ()


def rare_combinations(
    rows: Mapping[str, QuasiIdentifiers],
    *,
    k: int = 5,
    at_most: int = 3,
    reference: Iterable[QuasiIdentifiers] | None = None,
) -> RareCombinations:
    """Combinations of up to ``at_most`` attributes within a set, by what `quasi_identifiers` gives of each report.

    A report counts by what it tells: one that tells nothing is never rare. Small sets are rare by themselves, so a
    share is read beside n. ``reference`` is what real notes tell, one row a patient; nothing of it is returned, only
    how many unique reports match exactly one row, and their ids. In a reference of few patients such matches come by
    chance too.

    Raises:
        ValueError: ``k`` or ``at_most`` is below 1.
    """
    if k < 1 or at_most < 1:
        raise ValueError(f"k and at_most are at least 1, not {k!r} and {at_most!r}")
    counts = _counted(rows.values(), at_most)
    smallest = {name: _rarest(row, counts, k, at_most) for name, row in rows.items()}
    figures: dict[str, Figure] = {}
    for size in range(1, at_most + 1):
        figures |= _figures(smallest.values(), size, k)
    unique = {name: alone[0] for name, (alone, _) in smallest.items() if alone}
    matching = () if reference is None else _matching(rows, unique, counts, reference, at_most)
    if reference is not None:
        figures["unique_matching_one"] = _share(len(matching), len(unique), "matching exactly one reference row")
    names = {name: tuple(attribute for attribute, _ in one) for name, one in unique.items()}
    return RareCombinations(figures, names, matching)


def _combinations(row: QuasiIdentifiers, at_most: int) -> Iterator[Combination]:
    pairs = [(attribute, value) for attribute in sorted(row) for value in sorted(row[attribute])]
    for size in range(1, at_most + 1):
        for one in combinations(pairs, size):
            if len({attribute for attribute, _ in one}) == size:
                yield one


def _counted(rows: Iterable[QuasiIdentifiers], at_most: int) -> Counter[Combination]:
    return Counter(one for row in rows for one in _combinations(row, at_most))


def _rarest(
    row: QuasiIdentifiers, counts: Mapping[Combination, int], k: int, at_most: int
) -> tuple[list[Combination], int | None]:
    """The smallest combination that is unique (none or one), and the least size of one under k."""
    alone: list[Combination] = []
    under: int | None = None
    for one in _combinations(row, at_most):
        under = len(one) if under is None and counts[one] < k else under
        if counts[one] == 1:
            return [one], under
    return alone, under


def _figures(smallest: Iterable[tuple[Sequence[Combination], int | None]], size: int, k: int) -> dict[str, Figure]:
    found = list(smallest)
    unique = sum(bool(alone) and len(alone[0]) <= size for alone, _ in found)
    under = sum(least is not None and least <= size for _, least in found)
    note = f"at most {size} attribute{'s' if size > 1 else ''}"
    return {
        f"unique_{size}": _share(unique, len(found), note),
        f"under_k_{size}": _share(under, len(found), f"{note}, k = {k}"),
    }


def _share(hits: int, n: int, note: str) -> Figure:
    counted = rate(hits, n)
    return Figure(counted.rate, n, counted.low, counted.high, f"{note}; Wilson interval")


def _matching(
    rows: Mapping[str, QuasiIdentifiers],
    unique: Mapping[str, Combination],
    counts: Mapping[Combination, int],
    reference: Iterable[QuasiIdentifiers],
    at_most: int,
) -> tuple[str, ...]:
    """Reports of which a unique combination is told by exactly one reference row."""
    wanted = {name: [one for one in _combinations(rows[name], at_most) if counts[one] == 1] for name in unique}
    asked = {one for combined in wanted.values() for one in combined}
    seen = Counter(one for row in reference for one in _combinations(row, at_most) if one in asked)
    return tuple(name for name, combined in wanted.items() if any(seen[one] == 1 for one in combined))
