"""What a jury is worth in independent votes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.agents.scenes import failure, vote

from casewright.agents.panel import agreement_of, effective_votes, panel_of
from casewright.types import CriterionResult, Vote, VoteFailure


@pytest.mark.parametrize(
    ("seats", "rho", "expected"),
    [(9, 0.0, 9.0), (9, 1.0, 1.0), (9, 0.4375, 2.0), (3, -0.2, 3.0), (1, 0.7, 1.0), (3, 1.2, 1.0)],
)
def test_effective_votes(seats: int, rho: float, expected: float) -> None:
    """Nine judges that err alike are worth two."""
    assert effective_votes(seats, rho) == pytest.approx(expected)


def result(*votes: Vote | VoteFailure) -> CriterionResult:
    heard = tuple(one for one in votes if isinstance(one, Vote))
    failed = tuple(one for one in votes if isinstance(one, VoteFailure))
    return CriterionResult("mood", "supports", "diagnosis", 1.0, "met", heard, failed)


def sitting(answers: str) -> CriterionResult:
    names = {"p": "present", "a": "absent"}
    seats = [
        vote(f"panel>{'xyz'[at]}", names[letter]) if letter in names else failure(f"panel>{'xyz'[at]}")  # type: ignore[arg-type]
        for at, letter in enumerate(answers)
    ]
    return result(vote("panel", "present"), vote("rules", "absent"), vote("panel>x>deep", "absent"), *seats)


@pytest.mark.parametrize(
    ("answers", "n_eff"),
    [(["ppp", "aaa", "ppp", "aaa"], 1.0), (["ppa", "apa", "paa", "aap", "ppa", "paa"], 3.0), (["ppp", "ppp"], None)],
    ids=["alike", "apart", "constant"],
)
def test_a_panel_is_read_from_results(answers: Sequence[str], n_eff: float | None) -> None:
    """Other critics and the seats of seats don't count; who always say the same tell nothing of dependence."""
    panel = panel_of("panel", [sitting(one) for one in answers])
    assert panel is not None
    assert (panel.seats, panel.questions) == (3, len(answers))
    assert panel.n_eff == (None if n_eff is None else pytest.approx(n_eff))


def test_failures_keep_their_seat() -> None:
    """A question on which fewer than two were heard tells nothing."""
    panel = panel_of("panel", [sitting("p--"), sitting("pp-"), sitting("aa-")])
    assert panel is not None
    assert (panel.seats, panel.questions, panel.rho) == (3, 2, 1.0)


def test_no_such_jury() -> None:
    """``None``, not nought."""
    assert panel_of("other", [sitting("ppp")]) is None
    assert panel_of("panel", []) is None


def test_agreement_is_krippendorffs_nominal_alpha() -> None:
    """Two coders, ten units: 0.095, the example of Krippendorff 2011, Computing Krippendorff's Alpha-Reliability."""
    one, two = "0100000000", "1110010010"
    assert agreement_of(list(zip(one, two, strict=True))) == pytest.approx(0.095, abs=0.001)
