"""A cascade asks its second critic only where the first is in doubt."""

from __future__ import annotations

import pytest
from tests.agents.scenes import REPORT, FixedCritic, certificate, criterion, failure, rubric, vote

from casewright.agents.cascade import Cascade
from casewright.types import Vote, VoteFailure

NAMES = ["sure", "near", "below", "failed", "unclear", "silent", "plain"]
ASKED = rubric(*(criterion(name) for name in NAMES))
FIRST = FixedCritic(
    "cheap",
    [
        vote("cheap", "present", "sure", method="logprob", margin=4.0),
        vote("cheap", "present", "near", method="logprob", margin=0.9),
        vote("cheap", "unclear", "below", method="logprob", margin=0.1),
        failure("cheap", name="failed"),
        vote("cheap", "unclear", "unclear"),
        vote("cheap", "not_mentioned", "plain", method="rules"),
    ],
)


def dear() -> FixedCritic:
    return FixedCritic("dear", [vote("dear", "absent", name) for name in NAMES], "other")


async def test_only_what_is_in_doubt_is_passed_on() -> None:
    """Near the threshold, unclear, failed, or not answered at all."""
    second = dear()
    votes = await Cascade("both", FIRST, second).review(REPORT, ASKED, 40)
    assert second.asked == [("near", "below", "failed", "unclear", "silent")]
    own = {one.criterion: one.answer for one in votes if isinstance(one, Vote) and one.critic == "both"}
    assert own == {
        "sure": "present",
        "near": "absent",
        "below": "absent",
        "failed": "absent",
        "unclear": "absent",
        "silent": "absent",
        "plain": "not_mentioned",
    }


async def test_both_ones_votes_are_kept() -> None:
    """So that a reader sees what the first would have said."""
    votes = await Cascade("both", FIRST, dear()).review(REPORT, ASKED, 40)
    near = {one.critic: one for one in votes if one.criterion == "near"}
    assert set(near) == {"both", "both>cheap", "both>dear"}
    assert isinstance(near["both>cheap"], Vote)
    assert near["both>cheap"].answer == "present"


async def test_where_the_second_fails_the_cascade_fails() -> None:
    """The first one's doubt is no answer to fall back on."""
    second = FixedCritic("dear", [failure("dear", "refusal", "near")])
    votes = await Cascade("both", FIRST, second).review(REPORT, rubric(criterion("near")), 40)
    own = [one for one in votes if one.critic == "both"]
    assert [one.kind for one in own if isinstance(one, VoteFailure)] == ["refusal"]
    assert len(own) == 1


async def test_the_second_is_not_called_for_nothing() -> None:
    """Where the first is sure of everything."""
    second = dear()
    await Cascade("both", FIRST, second).review(REPORT, rubric(criterion("sure"), criterion("plain")), 40)
    assert second.asked == []


@pytest.mark.parametrize(("threshold", "within", "passed_on"), [(4.5, 1.0, True), (4.5, 0.1, False), (0.5, 1.0, False)])
async def test_doubt_is_measured_from_the_certificates_threshold(
    threshold: float, within: float, *, passed_on: bool
) -> None:
    """On either side of it."""
    sure, second = criterion("sure"), dear()
    held = (certificate(FIRST.fingerprint, sure, threshold=threshold),)
    cascade = Cascade("both", FIRST, second, within, held)
    await cascade.review(REPORT, rubric(sure), 40)
    assert bool(second.asked) is passed_on
    assert cascade.fingerprint == Cascade("other", FIRST, second, within).fingerprint
    assert cascade.family == "other+testing"
