"""The tables of loop honesty as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.honesty.figures import Diversity, Loop, diversity, shown

from casewright.exams.operators import UNSEEN

__all__ = ["by_operator", "table"]

HEAD = "accepted at first | in the end | faulty among accepted | drafts | median MTLD, distinct-3, novelty (of as many)"


def table(title: str, loops: Sequence[Loop]) -> list[str]:
    """One row a loop; diversity is that of as many texts as the loop with fewest let through."""
    least = min(len(loop.texts) for loop in loops)
    rows = [f"| {title} | {HEAD} |", "|---|---|---|---|---|---|"]
    for loop in loops:
        told = (shown(loop.first), shown(loop.final), shown(loop.faulty), str(loop.drafts))
        measured = _measured(diversity(loop.texts, least)) if least > 1 else "too few"
        rows.append(f"| {loop.name} | {' | '.join(told)} | {measured} |")
    return rows


def _measured(found: Diversity) -> str:
    return f"{found.mtld:.1f}, {found.distinct:.3f}, {found.novelty:.3f} ({found.n})"


def by_operator(planted: Counter[str], columns: dict[str, Counter[str]]) -> list[str]:
    """Faults by operator: first drafts that held it, and accepted reports that do, by loop.

    Operators kept back from whoever tunes a critic stand in one row.
    """
    named = sorted(set(planted) - UNSEEN)
    rows = [f"| fault | first drafts | {' | '.join(columns)} |", "|---" * (len(columns) + 2) + "|"]
    for label, group in [*((name, {name}) for name in named), ("kept back, all together", UNSEEN)]:
        counts = (str(_count(found, group)) for found in (planted, *columns.values()))
        rows.append(f"| {label} | {' | '.join(counts)} |")
    return rows


def _count(found: Counter[str], names: Iterable[str]) -> int:
    return sum(found[name] for name in names)
