"""When an order is given up: where what is left could not fill it even at the best rate that its samples allow.

All rules look at the gate's own decisions at the borders of rounds. The first is safe at any number of looks: it needs
that nothing passed, and the number of samples at which it first fires is fixed beforehand, so an order whose samples
left would fill it on average is given up with a probability below 5 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from casewright.runs.steering.history import History
from casewright.runs.steering.outlook import Stop

__all__ = ["Prospect", "find_stops", "most_often", "upper_rate"]

ERROR = 0.05
ERROR_OF_RUNS = 0.01
"""Of a run of failures somewhere in a longer series, which chance may bring about at many places."""
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Prospect:
    """An order's past, how many accepted reports it lacks, and how many samples it may still have."""

    history: History
    short: int
    left: int

    @property
    def is_open(self) -> bool:
        return self.short > 0 and self.left > 0


def find_stops(prospects: Mapping[str, Prospect]) -> dict[str, Stop]:
    """The orders to give up, each with its reason."""
    wanting = {name: item for name, item in prospects.items() if item.is_open}
    found = {name: stop for name, item in wanting.items() if (stop := _of_order(item)) is not None}
    if len(wanting) < 2 or any(item.history.passed for item in prospects.values()):
        return found
    whole = _of_all(wanting)
    return found if whole is None else {name: found.get(name, whole) for name in wanting}


def upper_rate(n: int, error: float = ERROR) -> float:
    """The rate of passing at which none of ``n`` passes with a probability of ``error`` (Clopper and Pearson)."""
    return 1.0 - float(error ** (1 / n)) if n else 1.0


def most_often(blocks: Counter[str]) -> list[tuple[str, int]]:
    """What was in the way most often, with how often; equals by name."""
    return sorted(blocks.items(), key=lambda item: (-item[1], item[0]))[:MOST_NAMED]


def _of_order(item: Prospect) -> Stop | None:
    past = item.history
    if past.tried and not past.passed and _is_hopeless(past.tried, ERROR, item.short, item.left):
        rule = "nothing_passes" if past.drafted else "nothing_is_written"
        return _stop(rule, past.blocks, past.tried, ERROR, item)
    many = past.failed_in_a_row
    if past.passed and past.common and _is_hopeless(many, ERROR_OF_RUNS, item.short, item.left):
        return _stop("one_thing_blocks", Counter(dict.fromkeys(past.common, many)), many, ERROR_OF_RUNS, item)
    return None


def _of_all(wanting: Mapping[str, Prospect]) -> Stop | None:
    """All orders together where each alone has too few samples to tell: a model that never passes."""
    tried = sum(item.history.tried for item in wanting.values())
    short, left = (sum(getattr(item, name) for item in wanting.values()) for name in ("short", "left"))
    if not tried or not _is_hopeless(tried, ERROR, short, left):
        return None
    total = sum((item.history.blocks for item in wanting.values()), Counter[str]())
    drafted = any(item.history.drafted for item in wanting.values())
    rule = "model_never_passes" if drafted else "model_never_writes"
    return _stop(rule, total, tried, ERROR, Prospect(History(), short, left), f" over {len(wanting)} orders")


def _is_hopeless(n: int, error: float, short: int, left: int) -> bool:
    return upper_rate(n, error) * left < short


def _stop(rule: str, blocks: Counter[str], n: int, error: float, item: Prospect, where: str = "") -> Stop:
    most = upper_rate(n, error)
    named = most_often(blocks)
    listed = "; most often in the way: " + ", ".join(f"{name} ({count} of {n})" for name, count in named)
    return Stop(
        rule,
        tuple(name for name, _ in named),
        f"{_SAYS[rule].format(n=n)}{where}: at most {most:.1%} may pass (upper {1 - error:.0%} bound), and of "
        f"{item.left} samples left that is {most * item.left:.1f} where {item.short} are missing"
        f"{listed if named else ''}",
    )


_SAYS = {
    "nothing_passes": "none of {n} samples passed",
    "nothing_is_written": "the writer gave no draft for any of {n} samples",
    "one_thing_blocks": "the last {n} samples all failed on the same",
    "model_never_passes": "none of {n} samples passed",
    "model_never_writes": "the writer gave no draft for any of {n} samples",
}
