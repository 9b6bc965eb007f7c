"""Sketches know near-identical texts, and say nothing without their key."""

from __future__ import annotations

import random

import numpy as np
import pytest

from casewright.measures.privacy.index.fingerprints import Fingerprinter
from casewright.service.overlap.sketching import bands_of, likeness, parsed, sketch_of, text_of
from casewright.service.overlap.watching import ALIKE

HASHES = Fingerprinter(b"a key of these tests")
WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, words: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)


def changed(words: list[str], count: int, seed: int = 7) -> list[str]:
    """With that many words replaced, spread evenly."""
    found = list(words)
    for number in range(count):
        found[(2 * number + 1) * len(words) // (2 * count)] = f"new{seed}x{number}"
    return found


def alike(one: list[str], other: list[str]) -> float:
    first, second = (sketch_of(" ".join(words), HASHES) for words in (one, other))
    assert first is not None
    assert second is not None
    return likeness(first, second)


def test_the_same_words_are_one_text() -> None:
    """Whatever stands between them, and however they are written."""
    assert alike(["Ánimo", "bajo", "desde", "hace", "meses"], ["animo,", "BAJO", "desde;", "hace", "meses."]) == 1.0


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_few_changed_words_leave_texts_alike(count: int) -> None:
    """As whoever asks which words stand in the corpus would change them: every such pair is found by a band, too."""
    for seed in range(20):
        one, other = text(seed), changed(text(seed), count)
        assert alike(one, other) >= ALIKE
        first, second = (sketch_of(" ".join(words), HASHES) for words in (one, other))
        assert first is not None
        assert second is not None
        assert set(bands_of(first)) & set(bands_of(second))


def test_texts_of_their_own_are_not_alike() -> None:
    """Nor is one of which a quarter of the words was written anew."""
    assert max(alike(text(seed), text(seed + 1)) for seed in range(20)) < 0.2
    assert max(alike(text(seed), changed(text(seed), 50)) for seed in range(20)) < ALIKE


def test_the_estimate_is_that_of_the_jaccard() -> None:
    """Eight words of 200 changed: 165 of 229 runs of four are shared, which is 0.72."""
    found = [alike(text(seed), changed(text(seed), 8)) for seed in range(60)]
    assert float(np.mean(found)) == pytest.approx(165 / 229, abs=0.03)


def test_another_key_gives_another_sketch() -> None:
    """So nobody without it can test whether a text was sent."""
    words = " ".join(text(1))
    one, other = sketch_of(words, HASHES), sketch_of(words, Fingerprinter(b"another key of these"))
    assert one is not None
    assert other is not None
    assert likeness(one, other) < 0.1


def test_a_sketch_is_kept_whole() -> None:
    """As hex."""
    sketch = sketch_of(" ".join(text(1)), HASHES)
    assert sketch is not None
    assert likeness(parsed(text_of(sketch)), sketch) == 1.0
    assert len(bands_of(sketch)) == len(set(bands_of(sketch)))


@pytest.mark.parametrize("short", ["", "three words only", "…"])
def test_a_text_without_a_run_of_four_words_has_none(short: str) -> None:
    """There is nothing that it could give away."""
    assert sketch_of(short, HASHES) is None
