"""Loops: a text that repeats itself as a model does when it is stuck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import eq

from casewright.measures.diversity.sentences import sentences
from casewright.measures.words import token_keys

__all__ = ["REPEATED", "describe_loop", "loop_length", "near_sentences", "repeated_lines", "self_repetition"]

LONGEST_PERIOD = 60
LOOKED_AT = 20_000
LOOP_TOKENS = 24
LOOP_TURNS = 4
LINE_TOKENS = 6
LINE_TURNS = 4
REPETITION = 0.3
REPETITION_TOKENS = 100
ALIKE = 0.8
"""Least share of a sentence's words that another one has in the same order, if they are nearly the same."""
ALIKE_TOKENS = 8
ALIKE_TURNS = 3
ALIKE_WITHIN = 10
"""Sentences after one that are held against it."""
REPEATED = 8
"""Tokens of the phrases whose repetition is told."""


def describe_loop(text: str) -> str | None:
    """What loops in the first 20,000 tokens of a text, in words, or ``None``."""
    keys = token_keys(text)[:LOOKED_AT]
    turns, period = loop_length(keys)
    if turns >= LOOP_TURNS and turns * period >= LOOP_TOKENS:
        return f"a phrase of {period} words is said {turns} times in a row"
    lines = repeated_lines(text)
    if lines >= LINE_TURNS:
        return f"one line of {LINE_TOKENS} words or more stands {lines} times in the text"
    alike = near_sentences(text)
    if alike >= ALIKE_TURNS:
        return f"one sentence of {ALIKE_TOKENS} words or more stands {alike} times in nearly the same words"
    share = self_repetition(keys)
    if len(keys) >= REPETITION_TOKENS and share > REPETITION:
        return f"{share:.0%} of the 8-word phrases were said before in the text; at most {REPETITION:.0%} is allowed"
    return None


def loop_length(keys: Sequence[str]) -> tuple[int, int]:
    """(turns, period) of the longest stretch that repeats one phrase of 1 to 60 tokens back to back."""
    best, found = 0, (1, 0)
    for period in range(1, min(LONGEST_PERIOD, len(keys) // 2) + 1):
        same = bytes(map(eq, keys[period:], keys))  # one byte a token, so that runs are found at C's speed
        longest = max(map(len, same.split(b"\0")))
        turns = longest // period + 1
        if turns > 1 and longest > best:
            best, found = longest, (turns, period)
    return found


def repeated_lines(text: str) -> int:
    """How often the most frequent line of six tokens or more stands in the text."""
    lines = (tuple(token_keys(line)) for line in text.splitlines())
    return max(Counter(line for line in lines if len(line) >= LINE_TOKENS).values(), default=0)


def near_sentences(text: str) -> int:
    """How often the most repeated sentence of eight tokens or more stands in nearly the same words: itself, and those
    of the next ten such sentences that share at least 0.8 of the longer one's words with it, in the same order. Looks
    at 20,000 tokens."""
    from rapidfuzz.distance import LCSseq

    def alike(one: Sequence[str], other: Sequence[str]) -> bool:
        return bool(LCSseq.normalized_similarity(one, other, score_cutoff=ALIKE))

    long = list(_long_sentences(text))
    near = (1 + sum(alike(one, other) for other in long[at + 1 : at + 1 + ALIKE_WITHIN]) for at, one in enumerate(long))
    return max(near, default=0)


def _long_sentences(text: str) -> Iterator[list[str]]:
    looked_at = 0
    for sentence in sentences(text):
        keys = token_keys(sentence)
        looked_at += len(keys)
        if looked_at > LOOKED_AT:
            return
        if len(keys) >= ALIKE_TOKENS:
            yield keys


def self_repetition(keys: Sequence[str], n: int = REPEATED) -> float:
    """Share of the text's n-grams that stood earlier in it; 0.0 where it has none."""
    total = len(keys) - n + 1
    if total < 1:
        return 0.0
    return 1 - len(set(zip(*(islice(keys, skip, None) for skip in range(n)), strict=False))) / total
