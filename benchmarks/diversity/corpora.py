"""Texts to time measures on: invented ones by Zipf's law, and the development data's notes."""

from __future__ import annotations

import gzip
import json
import os
import random
from pathlib import Path

import pytest

from casewright.measures.words import list_words, token_keys

__all__ = ["LENGTH", "Words", "invented", "real_texts", "real_tokens", "real_words"]

LENGTH = 300
VOCABULARY = 5000
"""Word types that a note can draw from: notes of 300 words come to a type-token ratio of about 0.5, as real ones do."""

Words = list[str]


def invented(count: int, seed: int = 1, length: int = LENGTH) -> list[Words]:
    """Texts that draw the k-th word with a chance of 1 / (k + 2)."""
    dice = random.Random(seed)
    vocabulary = [f"w{k}" for k in range(VOCABULARY)]
    weights = [1 / (k + 2) for k in range(VOCABULARY)]
    return [dice.choices(vocabulary, weights, k=length) for _ in range(count)]


def real_texts() -> list[str]:
    """The transcription samples of the development data; skips where it is not at hand."""
    folder = os.environ.get("CASEWRIGHT_DATA")
    if not folder:
        pytest.skip("CASEWRIGHT_DATA is not set: no real notes to measure on")
    with gzip.open(Path(folder) / "notes" / "mtsamples_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def real_words() -> list[Words]:
    """The first 300 words of every real note that has as many."""
    return [words[:LENGTH] for words in map(list_words, real_texts()) if len(words) >= LENGTH]


def real_tokens() -> list[Words]:
    """Every real note's tokens, the first 300 of them."""
    return [token_keys(text)[:LENGTH] for text in real_texts()]
