"""How many independent judges a jury is worth: judges that err together add little to one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casewright.agents.seats import WITHIN
from casewright.types import CriterionResult

__all__ = ["Panel", "agreement_of", "effective_votes", "panel_of"]


@dataclass(frozen=True, slots=True)
class Panel:
    """A jury's size in votes that count. ``rho`` and ``n_eff`` are ``None`` where all always said the same thing, or
    fewer than two seats were heard: nothing can then be told about dependence."""

    seats: int
    questions: int
    """On which at least two seats answered."""
    rho: float | None
    n_eff: float | None


def effective_votes(seats: int, rho: float) -> float:
    """n_eff = m / (1 + (m - 1) ρ) for m seats whose votes correlate by ρ (0 to 1; negative counts as 0).

    The design effect of Kish (1965, Survey Sampling), as used on panels of judges in arXiv 2605.29800, where nine
    are worth about two.
    """
    return seats / (1 + (seats - 1) * min(1.0, max(0.0, rho)))


def agreement_of(ballots: Sequence[Sequence[str | None]]) -> float | None:
    """Krippendorff's nominal α over questions, each with its seats' answers: the share of agreement beyond chance.

    On plain answers it takes agreement about the truth for dependence, so ``n_eff`` is then a lower bound; given
    *right* and *wrong* instead of answers, it measures common errors.
    """
    import krippendorff
    import numpy as np

    heard = [row for row in ballots if sum(answer is not None for answer in row) > 1]
    values = sorted({answer for row in heard for answer in row if answer is not None})
    if len(values) < 2:
        return None
    codes = {value: float(place) for place, value in enumerate(values)}
    table = np.array([[np.nan if answer is None else codes[answer] for answer in row] for row in heard]).T
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal"))


def panel_of(jury: str, results: Iterable[CriterionResult]) -> Panel | None:
    """What the jury of this name is worth over these results of any number of reports; ``None`` if it isn't in them."""
    rows: list[dict[str, str]] = []
    seats: set[str] = set()
    for result in results:
        row: dict[str, str] = {vote.critic: vote.answer for vote in result.votes if _sits(jury, vote.critic)}
        seats |= set(row) | {item.critic for item in result.failures if _sits(jury, item.critic)}
        rows.append(row)
    if not seats:
        return None
    order = sorted(seats)
    ballots = [[row.get(seat) for seat in order] for row in rows if len(row) > 1]
    rho = agreement_of(ballots)
    return Panel(len(seats), len(ballots), rho, None if rho is None else effective_votes(len(seats), rho))


def _sits(jury: str, critic: str) -> bool:
    whole, _, seat = critic.partition(WITHIN)
    return whole == jury and bool(seat) and WITHIN not in seat
