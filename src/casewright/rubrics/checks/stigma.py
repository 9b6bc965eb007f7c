"""Stigmatising language, measured against published guidance, and its alternatives."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.rubrics.checks.phrases import phrases
from casewright.rubrics.checks.reading import Line, Reading, derived
from casewright.types import Mention

__all__ = ["stigmatising_words"]

FILE = "stigma.yaml"
LISTS = ("people", "suicide", "behaviour")


def stigmatising_words(reading: Reading) -> Iterator[Mention]:
    """Words that guidance advises against; in order where only those stand that it advises."""
    found = [(line, first, last) for line in reading.lines for first, last in _words(reading, line)]
    for line, first, last in found:
        yield derived("stigmatising-language", line, first, last)
    if not found:
        for line in reading.lines:
            for _, first, last in phrases(FILE, reading.language).find(line, "instead"):
                yield derived("stigmatising-language", line, first, last, wrong=False)


def _words(reading: Reading, line: Line) -> Iterator[tuple[int, int]]:
    lists = phrases(FILE, reading.language)
    masks = [(first, last) for _, first, last in lists.find(line, "mask")]
    end = 0
    for _, first, last in lists.find(line, *LISTS):
        if first >= end and not any(low < last and first < high for low, high in masks):
            yield first, last
            end = last
