"""What the queue is ordered by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.service.reviews.conftest import fidelity

from casewright.graphs.parts import Limits
from casewright.service.reviews.scoring import disagreement, nearness, weigh
from casewright.testing.kept_run import made_record
from casewright.types import Decision, Fidelity, Record
from casewright.wire import to_json

GATE = Decision("accepted", "gate", "j")


def as_json(**changed: Any) -> dict[str, Any]:
    record: dict[str, Any] = to_json(replace(made_record(0), **changed), Record)
    return record


def test_critics_who_differ_on_one_criterion_of_three_disagree_by_a_third() -> None:
    """Only criteria that several critics answered count."""
    mixed = fidelity(("present", "not_mentioned"), ("present", "present"), ("absent", "absent"))
    assert disagreement(as_json(fidelity=mixed), GATE) == pytest.approx(1 / 3)


def test_a_seal_that_settles_a_criterion_otherwise_disagrees() -> None:
    """What either left open doesn't count."""
    loop, seal = fidelity(), fidelity()
    turned = replace(seal, criteria=(replace(seal.criteria[0], verdict="unmet"), *seal.criteria[1:]))
    assert disagreement(as_json(fidelity=loop, seal=turned), GATE) == pytest.approx(1 / 3)


def test_a_seal_that_overruled_the_loop_disagrees_fully() -> None:
    """However few criteria it took."""
    assert disagreement(as_json(fidelity=fidelity()), Decision("rejected", "seal", "j")) == 1.0


@pytest.mark.parametrize(
    ("support", "coverage", "level", "near"),
    [
        (0.8, 1.0, "sufficient", 1.0),
        (0.5, 1.0, "sufficient", 0.7),
        (0.5, 0.7, "sufficient", 1.0),
        (0.9, 1, "partial", 0.7),
    ],
    ids=["on the support line", "coverage is nearer", "on the coverage line", "another level"],
)
def test_nearness_is_to_the_nearer_line(support: float, coverage: float, level: str, near: float) -> None:
    """Support is held against the order's level, coverage against 0.7."""
    found = as_json(fidelity=fidelity(support=support, coverage=coverage))
    assert nearness(found, Limits(), level) == pytest.approx(near)


def test_a_report_that_no_critic_read_is_near_nothing() -> None:
    """A draft that a screen stopped has no figures."""
    assert weigh(as_json(fidelity=None), Decision("rejected", "gate", "j"), Limits(), "sufficient").priority == 0.0


def test_what_was_left_to_people_comes_first() -> None:
    """Whatever else differs: both other figures are 1 at most."""
    calm = as_json(fidelity=Fidelity(None, None, None, (), None, ()))
    assert weigh(calm, Decision("needs_review", "gate", "j"), Limits(), "sufficient").priority == 2.0
