"""Loops: a text that repeats itself as a model does when it is stuck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from operator import eq

from casewright.measures.words import token_keys

__all__ = ["REPEATED", "describe_loop", "loop_length", "repeated_lines", "self_repetition"]

LONGEST_PERIOD = 60
LOOKED_AT = 20_000
LOOP_TOKENS = 24
LOOP_TURNS = 4
LINE_TOKENS = 6
LINE_TURNS = 4
REPETITION = 0.3
REPETITION_TOKENS = 100
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


def self_repetition(keys: Sequence[str], n: int = REPEATED) -> float:
    """Share of the text's n-grams that stood earlier in it; 0.0 where it has none."""
    total = len(keys) - n + 1
    if total < 1:
        return 0.0
    return 1 - len(set(zip(*(islice(keys, skip, None) for skip in range(n)), strict=False))) / total
