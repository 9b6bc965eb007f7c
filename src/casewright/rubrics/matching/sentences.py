"""Where sentences end: stops, blank lines, bullets, and line ends that are no mere wrapping."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from casewright.rubrics.matching.tokens import Tokens

__all__ = ["sentences"]

WRAPPED = 60
"""A line at least this long that ends without a stop was probably wrapped there."""

_STOPS = frozenset(".!?…")
_CLOSING = "\"'”’»*_"
_BULLETS = frozenset("•·▪◦●○-")


def sentences(tokens: Tokens, abbreviations: Collection[str]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of token indexes, together covering all tokens in order."""
    begin, words, starts, ends = 0, tokens.words, tokens.starts, tokens.ends
    for index in range(len(tokens) - 1):
        apart = starts[index + 1] - ends[index]
        if apart == 1 and words[index] not in _STOPS and "\n" not in tokens.text[ends[index] : starts[index + 1]]:
            continue  # most words stand one blank from the next
        if _ends(tokens, index, abbreviations):
            yield begin, index + 1
            begin = index + 1
    if begin < len(tokens):
        yield begin, len(tokens)


def _ends(tokens: Tokens, index: int, abbreviations: Collection[str]) -> bool:
    gap = tokens.gap(index).lstrip(_CLOSING)
    if tokens.words[index] in _STOPS and gap[:1].isspace() and _stops(tokens, index, abbreviations):
        return True
    return "\n" in gap and _breaks(tokens, index, gap)


def _stops(tokens: Tokens, index: int, abbreviations: Collection[str]) -> bool:
    mark = tokens.words[index]
    if index == 0:
        return True
    attached = tokens.ends[index - 1] == tokens.starts[index]
    if mark == "?":
        return attached  # a lone "?" before a diagnosis is a doubt, not a question
    if mark != ".":
        return True
    before = tokens.words[index - 1]
    short = before in abbreviations or (len(before) == 1 and before.isalpha())
    return not (attached and short) or "\n" in tokens.gap(index)


def _breaks(tokens: Tokens, index: int, gap: str) -> bool:
    if gap.count("\n") > 1 or tokens.words[index + 1] in _BULLETS:
        return True
    first = tokens.text[tokens.starts[index + 1]]
    if tokens.words[index] == ":" or first.islower():
        return False
    line = tokens.ends[index] - (tokens.text.rfind("\n", 0, tokens.starts[index]) + 1)
    return line < WRAPPED or tokens.words[index] in _STOPS
