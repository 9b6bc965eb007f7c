"""Notes of invented words: topics give them likeness, and nobody's sentence is in them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from casewright.measures.embedding import Rows, embedder
from casewright.measures.privacy import ReferenceNote
from casewright.measures.privacy.sets import Embedded, embed_together

TOPICS = 12
Write = Callable[[int], str]


def write(seed: int, words: int = 80) -> str:
    """A note of two topics' words, with common ones among them."""
    dice = random.Random(seed)
    topics = dice.sample(range(TOPICS), 2)
    return " ".join(
        f"common{int(40 * dice.random() ** 2)}"
        if dice.random() < 0.3
        else f"t{dice.choice(topics)}w{int(400 * dice.random() ** 2)}"
        for _ in range(words)
    )


def retell(text: str, seed: int) -> str:
    """Half of a note, kept word for word, and new words for the rest."""
    words = text.split()
    return " ".join([*words[: len(words) // 2], *write(seed, len(words) // 2).split()])


@pytest.fixture(scope="session")
def members() -> list[ReferenceNote]:
    return [ReferenceNote(i, write(i), f"p{i // 2}") for i in range(300)]


@pytest.fixture(scope="session")
def nonmembers() -> list[ReferenceNote]:
    return [ReferenceNote(i, write(10_000 + i), f"q{i // 2}") for i in range(300)]


@pytest.fixture(scope="session")
def strangers() -> list[str]:
    """Reports by one who saw no note."""
    return [write(50_000 + i) for i in range(300)]


@pytest.fixture(scope="session")
def copiers(members: Sequence[ReferenceNote], strangers: Sequence[str]) -> list[str]:
    """The same with every tenth member half retold."""
    copied = [retell(note.text, 90_000 + note.row) for note in members[::10]]
    return [*copied, *strangers[len(copied) :]]


Vectors = tuple[Rows, Embedded, Embedded]


def embed(reports: Sequence[str], members: Sequence[ReferenceNote], nonmembers: Sequence[ReferenceNote]) -> Vectors:
    rows, (inside, outside) = embed_together(embedder(), reports, [members, nonmembers])
    return rows, inside, outside


@pytest.fixture(scope="session")
def independent(
    strangers: Sequence[str], members: Sequence[ReferenceNote], nonmembers: Sequence[ReferenceNote]
) -> Vectors:
    return embed(strangers, members, nonmembers)


@pytest.fixture(scope="session")
def copied(copiers: Sequence[str], members: Sequence[ReferenceNote], nonmembers: Sequence[ReferenceNote]) -> Vectors:
    return embed(copiers, members, nonmembers)
