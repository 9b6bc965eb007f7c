"""Canaries, and what a set gives away of them."""

from __future__ import annotations

import numpy as np
import pytest

from casewright.errors import InputError
from casewright.measures.privacy.sets import exposure, make_canaries
from casewright.measures.privacy.sets.canaries import FEWEST_WORDS
from casewright.measures.words import token_keys
from casewright.types import Language

LANGUAGES: tuple[Language, ...] = ("en", "es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_canaries_are_long_enough_and_unlike_each_other(language: Language) -> None:
    """Twelve words or more, and no run of twelve stands in two."""
    made = make_canaries(50, 1, language, reserve=200)
    both = [token_keys(text) for text in (*made.inserted, *made.reserve)]
    assert min(map(len, both)) >= FEWEST_WORDS
    assert len({tuple(tokens) for tokens in both}) == 250
    runs = [tuple(tokens[at : at + 12]) for tokens in both for at in range(len(tokens) - 11)]
    assert len(set(runs)) == len(runs)


def test_the_same_seed_makes_the_same() -> None:
    """So that who keeps the seed can look for them later."""
    assert make_canaries(3, 7) == make_canaries(3, 7)
    assert set(make_canaries(3, 7).inserted).isdisjoint(make_canaries(3, 8).inserted)


def test_none_are_no_canaries() -> None:
    """Refused, with what is allowed."""
    with pytest.raises(InputError, match="1 or more, not 0"):
        make_canaries(0, 1)


def test_a_set_that_saw_none_shows_none(strangers: list[str]) -> None:
    """Nothing found, with its upper bound; ranks are even, so that exposure stays about 1.44 bits."""
    canaries = make_canaries(60, 3)
    found = exposure([f"{text} on Monday the patient came" for text in strangers], canaries)
    assert found["found"].value == found["completed"].value == 0
    assert found["found"].high == pytest.approx(0.0487, abs=1e-4)
    assert (found["exposure.mean"].value or 9) < 2.2
    assert (found["exposure.auc"].low or 1) < 0.5 < (found["exposure.auc"].high or 0)


def test_copied_canaries_are_found_and_rank_first(strangers: list[str]) -> None:
    """One word for word, one with words put in between, one in part: each is seen for what it is."""
    canaries = make_canaries(20, 3)
    whole, parted, part = (canaries.inserted[at].rstrip(".").split() for at in range(3))
    half = len(parted) // 2
    texts = [
        *strangers,
        f"seen today {' '.join(whole)} and sent home",
        f"seen today {' '.join(parted)}".replace(" ".join(parted[half:]), f"as was told {' '.join(parted[half:])}"),
        f"seen today {' '.join(part[:half])} and sent home",
    ]
    found = exposure(texts, canaries)
    assert found["found"].value == pytest.approx(1 / 20)
    assert found["completed"].value == pytest.approx(2 / 20)
    assert found["exposure.most"].value == pytest.approx(np.log2(1024) - np.log2(1), abs=1.6)
    before = exposure(strangers, canaries)
    assert (found["exposure.mean"].value or 0) > (before["exposure.mean"].value or 9) + 0.5


def test_an_empty_set_exposes_nothing() -> None:
    """All canaries tie: the middle rank of equals is one bit."""
    found = exposure([], make_canaries(5, 1))
    assert found["exposure.mean"].value == pytest.approx(1, abs=0.01)
    assert found["found"].value == 0
