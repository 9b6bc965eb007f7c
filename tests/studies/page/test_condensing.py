"""Claims of several arms told once"""

from __future__ import annotations

from casewright.studies.page.condensing import Condensed, condense
from casewright.studies.part import Claim

ARMS = ("qwen-0.5b", "qwen-0.5b, loop", "smol")


def test_what_is_said_of_several_arms_stands_once() -> None:
    """With each arm's own numbers."""
    told = [
        Claim("qwen-0.5b, loop: tells 97.1% (93% to 99%) of 275 facts", "can", "by the check"),
        Claim("smol: tells 88.6% (79% to 95%) of 79 facts", "can", "by the check"),
    ]
    arms = (("qwen-0.5b, loop", "97.1% (93% to 99%), 275"), ("smol", "88.6% (79% to 95%), 79"))
    assert condense(told, ARMS) == (Condensed("tells … of … facts", "by the check", arms),)


def test_the_same_numbers_stay_in_the_sentence() -> None:
    """Only the arms are listed, and reasons that differ are left to the part."""
    told = [Claim(f"What {arm} tells is of 20 cases", "can", f"by {arm}", arm) for arm in ARMS]
    assert condense(told, ARMS) == (
        Condensed("What this arm tells is of 20 cases", "", tuple((arm, "") for arm in ARMS)),
    )


def test_a_claim_alone_stands_as_it_was_written() -> None:
    """With whom it is about, where it doesn't say so itself."""
    told = [Claim("Nothing was copied.", "cannot", "none given"), Claim("It tells more.", "can", "so", "smol")]
    assert condense(told, ARMS) == (
        Condensed("Nothing was copied.", "none given"),
        Condensed("smol: It tells more.", "so"),
    )


def test_pairs_of_arms_are_told_together_and_pages_of_numbers_are_left_to_their_table() -> None:
    """As comparisons are."""
    long = "; ".join(f"measure {n} differs by 0.{n}" for n in range(40))
    told = [Claim(f"Whether {one} and parrot differ: {long}", "open", "few", one) for one in ARMS[:2]]
    arms = (("qwen-0.5b and parrot", ""), ("qwen-0.5b, loop and parrot", ""))
    assert condense(told, (*ARMS, "parrot")) == (Condensed("Whether one arm and another differ", "few", arms),)


def test_no_arms_are_no_reason_to_fail() -> None:
    """Nor are names with signs of patterns."""
    assert condense([Claim("a", "can", "b")], ()) == (Condensed("a", "b"),)
    assert condense([Claim("a (1) [x]+ tells", "can", "b")], ("a (1) [x]+",))[0].says == "a (1) [x]+ tells"
