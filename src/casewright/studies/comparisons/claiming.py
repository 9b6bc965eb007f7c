"""What comparisons let one say: a difference that survives correction, and how much the others could have shown"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.studies.comparisons.comparing import Comparison
from casewright.studies.comparisons.contrasts import Contrast
from casewright.studies.comparisons.tabling import p_told
from casewright.studies.part import Claim
from casewright.studies.statistics import number

__all__ = ["claims_of"]


def claims_of(found: Sequence[Comparison]) -> tuple[Claim, ...]:
    """At most two for each pair of arms: what differs, and what is open."""
    pairs = dict.fromkeys(item.contrast for item in found)
    return tuple(claim for pair in pairs for claim in _claims(pair, [one for one in found if one.contrast == pair]))


def _claims(pair: Contrast, found: Sequence[Comparison]) -> Iterator[Claim]:
    tests = found[0].tests
    holds, rest = [item for item in found if item.holds], [item for item in found if not item.holds]
    if holds:
        says = f"{pair.first} differs from {pair.second}: {'; '.join(map(_differs, holds))}."
        yield Claim(says, "can", f"p below 0.05 after Holm's correction over {tests} tests", pair.first)
    if rest:
        says = f"Whether {pair.first} and {pair.second} differ: {'; '.join(map(_undecided, rest))}."
        because = f"no difference survived correction over {tests} tests, which is no evidence that there is none"
        yield Claim(says, "open", because, pair.first)


def _differs(item: Comparison) -> str:
    value = item.difference.figure.value or 0.0
    way = "higher" if value > 0 else "lower"
    return f"{item.scores.title} {way} by {_sized(item)}, p {p_told(item.corrected)}"


def _undecided(item: Comparison) -> str:
    figure = item.difference.figure
    told = figure.note if figure.value is None else f"difference {_sized(item)}"
    return f"{item.scores.title}, {told}, could have shown {item.shown}"


def _sized(item: Comparison) -> str:
    figure = item.difference.figure
    value = number(abs(figure.value or 0.0) if item.holds else figure.value or 0.0)
    if figure.low is None or figure.high is None:
        return f"{value} ({item.compared}; {figure.note})"
    low, high = (figure.low, figure.high) if not item.holds or (figure.value or 0) > 0 else (-figure.high, -figure.low)
    return f"{value} ({number(low)} to {number(high)}, {item.compared})"
