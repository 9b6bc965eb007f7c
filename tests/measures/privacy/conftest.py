"""A made-up corpus: notes of invented words, so that no test holds a sentence of anybody's."""

from __future__ import annotations

import random

import pytest

from casewright.measures.privacy import ReferenceIndex, ReferenceNote

KEY = b"a key for tests only"
BOILERPLATE = (
    "all risks and benefits of this treatment were explained at length and the patient agreed to go on with it"
)


def invent(seed: int, words: int = 150) -> str:
    """A text of invented words that hardly repeats a phrase."""
    dice = random.Random(seed)
    return " ".join(f"{dice.choice('bcdfglmnprst')}{dice.choice('aeiou')}{dice.randrange(900)}" for _ in range(words))


@pytest.fixture(scope="session")
def notes() -> tuple[ReferenceNote, ...]:
    """Forty patients with a note each, which ends in one boilerplate sentence."""
    return tuple(ReferenceNote(i, f"{invent(i)}. {BOILERPLATE}", f"patient:{i}") for i in range(40))


@pytest.fixture(scope="session")
def index(notes: tuple[ReferenceNote, ...]) -> ReferenceIndex:
    """The index of these notes."""
    return ReferenceIndex.build(notes, KEY, "invented", patients_named=True)
