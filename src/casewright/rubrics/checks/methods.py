"""Self-harm told no further than a record needs: no lethality, no instruction, no advice."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.rubrics.checks.phrases import phrases
from casewright.rubrics.checks.reading import Line, Reading, derived
from casewright.types import Mention

__all__ = ["method_details"]

FILE = "methods.yaml"
ACTS = frozenset({"self-harm", "suicide-attempt", "suicidal-plan"})


def method_details(reading: Reading) -> Iterator[Mention]:
    """Details in or beside a sentence about suicide or self-harm; in order where an act or a plan is told without."""
    words = phrases(FILE, reading.language)
    topic = {line.index for line in reading.lines if words.stands(line, "topic")}
    found = [
        (line, first, last)
        for line in reading.lines
        if _near(line, topic)
        for _, first, last in words.find(line, "detail")
    ]
    for line, first, last in found:
        yield derived("self-harm-method-detail", line, first, last)
    if not found:
        yield from _in_order(reading)


def _near(line: Line, topic: set[int]) -> bool:
    return bool(topic & {line.index - 1, line.index, line.index + 1})


def _in_order(reading: Reading) -> Iterator[Mention]:
    for item in reading.mentions:
        line = reading.line(item)
        if item.concept in ACTS and item.status == "present" and line is not None:
            yield derived("self-harm-method-detail", line, *line.place(item), wrong=False)
            return
