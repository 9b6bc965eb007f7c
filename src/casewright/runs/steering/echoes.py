"""Whether an order's reports say the same again and again, by the lines of the set's collapse alarm.

Each report that the gate let through is held against those of its order before it, within blocks of `BLOCK`: its
BLEU-4 against them all, and its largest 5-gram Jaccard. The order collapses where the whole one-sided 95 % interval of
the mean BLEU less its line, or of the share of reports told after another, lies beyond the line. The alarm of the
summary measures the finished set and has more figures; this is what can be known of it on the way, at two milliseconds
a report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

from casewright.measures.diversity import AcceptedTable
from casewright.measures.diversity.sets.kin import RETOLD
from casewright.measures.diversity.sets.lines import absolute_line

__all__ = ["BLOCK", "Echoes"]

BLOCK = 64
LEAST = 8
"""Reports before one that it is held against at least: fewer say little, as in the alarm."""
CODE = "order"
CONFIDENCE = 0.95


@dataclass
class Echoes:
    """The reports of the current block.

    Attributes:
        alike: Values of each trait among the reports that resemble an earlier one.
        others: The same among the others.
    """

    alike: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    others: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _table: AcceptedTable = field(default_factory=AcceptedTable)
    _excess: list[float] = field(default_factory=list)
    _retold: int = 0

    def add(self, text: str, traits: Mapping[str, str]) -> None:
        """Holds a report against the block's earlier ones; a full block is begun anew."""
        if len(self._table) == BLOCK:
            self.__init__()  # type: ignore[misc]
        before = len(self._table)
        if before >= LEAST:
            excess = (self._table.self_bleu(text, code=CODE) or 0.0) - absolute_line("self_bleu_4", before + 1)
            retold = self._table.nearest(text)[0] > RETOLD
            self._excess.append(excess)
            self._retold += retold
            for trait, value in traits.items():
                (self.alike if retold or excess > 0 else self.others)[trait][value] += 1
        self._table.add(str(before), text, code=CODE)

    @property
    def collapsed(self) -> tuple[str, ...]:
        """Names of the figures that are beyond their lines."""
        n = len(self._excess)
        if n < LEAST:
            return ()
        found = ["self_bleu_4"] if _mean_bound(self._excess) > 0 else []
        line = absolute_line("retold", n)
        retold = self._retold / n > line and _share_bound(self._retold, n) > line
        return (*found, "retold") if retold else tuple(found)


def _mean_bound(values: list[float]) -> float:
    """The lower end of the one-sided interval of a mean, by Student's t; the mean itself where that isn't above 0."""
    n = len(values)
    mean = sum(values) / n
    if mean <= 0:
        return mean
    from scipy.special import stdtrit

    spread = sqrt(sum((value - mean) ** 2 for value in values) / (n - 1) / n)
    return float(mean - stdtrit(n - 1, CONFIDENCE) * spread)


def _share_bound(hits: int, n: int) -> float:
    """The lower end of the one-sided interval of a share, after Clopper and Pearson."""
    from scipy.special import betaincinv

    return float(betaincinv(hits, n - hits + 1, 1 - CONFIDENCE)) if hits else 0.0
