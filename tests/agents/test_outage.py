"""Whether nobody could be heard, and whether asking again later may help."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.agents.scenes import failure, vote

from casewright.agents.outage import all_failed
from casewright.types import Vote, VoteFailure

RULES = vote("rules", "present", method="rules")


@pytest.mark.parametrize(
    ("votes", "kind"),
    [
        ([], None),
        ([RULES], None),
        ([RULES, failure("a", "timeout"), failure("b", "server"), failure("b", "server")], "server"),
        ([failure("a", "breaker_open"), failure("a", "garbage")], "breaker_open"),
        ([failure("a", "garbage"), failure("b", "refusal"), failure("b", "unquoted")], None),
        ([failure("a", "timeout"), vote("a", "unclear", "other")], None),
        ([failure("panel"), failure("panel>a"), failure("panel>b")], "timeout"),
        ([failure("panel"), vote("panel>a", "not_mentioned")], None),
    ],
    ids=["nobody", "code", "outage", "one-may-pass", "none-passes", "one-heard", "jury", "a-member-heard"],
)
def test_all_failed(votes: Sequence[Vote | VoteFailure], kind: str | None) -> None:
    """Code's votes are no model's; one answer of a model is enough to go on."""
    assert all_failed(votes) == kind
