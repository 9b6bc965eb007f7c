"""How ballots become one answer, rule by rule."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.agents.scenes import failure, vote

from casewright.agents.jury_rules import Ballot, Rule, settle_ballots
from casewright.types import Answer, Quote, Vote, VoteFailure

CODES: dict[str, Answer] = {"p": "present", "a": "absent", "n": "not_mentioned", "u": "unclear"}


def ballots(said: str, weights: Sequence[float] = ()) -> list[Ballot]:
    """One letter a seat; ``-`` is a failure."""
    found = [vote("m", CODES[letter]) if letter in CODES else failure("m") for letter in said]
    return [Ballot(f"m{at}", one, (weights or [1.0] * len(said))[at]) for at, one in enumerate(found)]


@pytest.mark.parametrize(
    ("rule", "said", "answer"),
    [
        ("majority", "ppa", "present"),
        ("majority", "aan", "absent"),
        ("majority", "pan", "unclear"),
        ("majority", "pa", "unclear"),
        ("majority", "ppaa", "unclear"),
        ("majority", "uup", "unclear"),
        ("majority", "pp-", "present"),
        ("majority", "p--", "unclear"),
        ("majority", "p-", "unclear"),
        ("majority", "n", "not_mentioned"),
        ("unanimous", "ppp", "present"),
        ("unanimous", "ppa", "unclear"),
        ("unanimous", "pp-", "unclear"),
        ("unanimous", "ppu", "unclear"),
        ("any", "nnp", "present"),
        ("any", "pa", "present"),
        ("any", "nna", "absent"),
        ("any", "nnu", "unclear"),
        ("any", "nn-", "not_mentioned"),
        ("weighted", "ppa", "present"),
    ],
)
def test_rules(rule: Rule, said: str, answer: Answer) -> None:
    """A seat that failed agrees with nobody; what has no majority is unclear, and never the first that comes."""
    settled = settle_ballots("panel", "mood", rule, ballots(said))
    assert isinstance(settled, Vote)
    assert (settled.critic, settled.answer) == ("panel", answer)


@pytest.mark.parametrize(
    ("weights", "answer"),
    [((1, 1, 3), "absent"), ((1, 1, 2), "unclear"), ((1, 1, 1.5), "present"), ((0, 0, 0), "unclear")],
)
def test_weights_count_where_the_rule_says_so(weights: Sequence[float], answer: Answer) -> None:
    """More than half of all weight is needed."""
    settled = settle_ballots("panel", "mood", "weighted", ballots("ppa", weights))
    assert isinstance(settled, Vote)
    assert settled.answer == answer


@pytest.mark.parametrize("rule", ["majority", "unanimous", "any", "weighted"])
def test_where_all_failed_so_did_the_jury(rule: Rule) -> None:
    """Never an answer, and never a score; the commonest kind of failure is its own."""
    seats = [Ballot("a", failure("a", "garbage")), Ballot("b", failure("b")), Ballot("c", failure("c"))]
    settled = settle_ballots("panel", "mood", rule, seats)
    assert isinstance(settled, VoteFailure)
    assert (settled.critic, settled.kind) == ("panel", "timeout")
    assert "a failed (garbage)" in settled.message


def test_quotations_are_those_of_who_gave_the_answer() -> None:
    """Each once; the reason lists what everybody said."""
    low, weeks, denies = Quote("felt low", 8, 16), Quote("three weeks", 21, 32), Quote("denies", 38, 44)
    seats = [
        Ballot("a", vote("a", "present", quotes=(low,))),
        Ballot("b", vote("b", "present", quotes=(low, weeks))),
        Ballot("c", vote("c", "absent", quotes=(denies,))),
    ]
    settled = settle_ballots("panel", "mood", "majority", seats)
    assert isinstance(settled, Vote)
    assert settled.quotes == (low, weeks)
    assert settled.reason == "majority of 3: a present, b present, c absent"


def test_an_unclear_jury_quotes_none_of_the_answers_it_did_not_take() -> None:
    """Passages would look like evidence for something."""
    settled = settle_ballots("panel", "mood", "majority", ballots("pa"))
    assert isinstance(settled, Vote)
    assert settled.quotes == ()


def test_a_margin_is_kept_where_all_who_won_have_one() -> None:
    """The smallest."""
    seats = [
        Ballot(name, vote(name, "present", method="logprob", margin=margin))
        for name, margin in [("a", 2.0), ("b", 0.5)]
    ]
    settled = settle_ballots("panel", "mood", "majority", seats)
    assert isinstance(settled, Vote)
    assert (settled.method, settled.margin) == ("logprob", 0.5)
