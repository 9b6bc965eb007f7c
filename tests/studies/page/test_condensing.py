"""Claims of several arms told once"""

from __future__ import annotations

from casewright.studies.page.condensing import Condensed, condense
from casewright.studies.part import Claim

ARMS = ("qwen-0.5b", "qwen-0.5b, loop", "smol")


def test_what_is_said_of_several_arms_stands_once() -> None:
    """What they begin with alike, then the rest for each arm, whole."""
    told = [
        Claim("qwen-0.5b, loop: tells 97.1% (93% to 99%) of 275 facts", "can", "by the check"),
        Claim("smol: tells 88.6% (79% to 95%) of 79 facts", "can", "by the check"),
    ]
    arms = (("qwen-0.5b, loop", "97.1% (93% to 99%) of 275 facts"), ("smol", "88.6% (79% to 95%) of 79 facts"))
    assert condense(told, ARMS) == (Condensed("tells", "by the check", arms),)


def test_a_head_ends_before_the_words_of_its_numbers() -> None:
    """And without a stand-in at its end."""
    told = [
        Claim(f"The loop raises acceptance of {arm} from 0.{n} to 0.9", "can", "so", arm) for n, arm in enumerate(ARMS)
    ]
    (found,) = condense(told, ARMS)
    assert found.says == "The loop raises acceptance"
    assert found.arms[1] == ("qwen-0.5b, loop", "from 0.1 to 0.9")


def test_languages_share_an_entry() -> None:
    """However a part writes them; an arm's name stands once where the same is said."""
    told = [Claim(f"Reports of smol ({code}) can't be told", "cannot", "so", "smol") for code in ("en", "es")]
    told += [Claim("Reports of qwen-0.5b in English can't be told", "cannot", "so", "qwen-0.5b")]
    arms = (("smol (English, Spanish); qwen-0.5b (English)", ""),)
    assert condense(told, ARMS) == (Condensed("Reports of these arms can't be told", "so", arms),)
    assert condense(told[:1], ARMS)[0].says == "Reports of smol in English can't be told"


def test_the_same_numbers_stay_in_the_sentence() -> None:
    """Only the arms are listed, and reasons that differ are left to the part."""
    told = [Claim(f"What {arm} tells is of 20 cases", "can", f"by {arm}", arm) for arm in ARMS]
    assert condense(told, ARMS) == (
        Condensed("What each of these arms tells is of 20 cases", "", (("; ".join(ARMS), ""),)),
    )


def test_a_claim_alone_stands_as_it_was_written() -> None:
    """With whom it is about, where it doesn't say so itself."""
    told = [Claim("Nothing was copied.", "cannot", "none given"), Claim("It tells more.", "can", "so", "smol")]
    assert condense(told, ARMS) == (
        Condensed("Nothing was copied.", "none given"),
        Condensed("smol: It tells more.", "so"),
    )


def test_arms_that_differ_from_the_same_are_told_together() -> None:
    """Each with what it differs by."""
    told = [
        Claim(f"{arm} differs from parrot: support lower by 0.{n}.", "can", "p", arm) for n, arm in enumerate(ARMS, 1)
    ]
    arms = tuple((arm, f"support lower by 0.{n}") for n, arm in enumerate(ARMS, 1))
    assert condense(told, (*ARMS, "parrot")) == (Condensed("These arms differ from parrot", "p", arms),)
    assert condense(told[:1], (*ARMS, "parrot"))[0].says == told[0].says


def test_no_arms_are_no_reason_to_fail() -> None:
    """Nor are names with signs of patterns."""
    assert condense([Claim("a", "can", "b")], ()) == (Condensed("a", "b"),)
    assert condense([Claim("a (1) [x]+ tells", "can", "b")], ("a (1) [x]+",))[0].says == "a (1) [x]+ tells"
