"""Mild, moderate or severe: a term that says so by itself, or a word right before it, right behind it, or in it."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.rubrics.matching.lexicon import Trigger
from casewright.rubrics.matching.sentence import Hit, Sentence
from casewright.types import Severity
from casewright.vocabulary.concepts import concept

__all__ = ["severities"]

NEAR = 1
"""Words that may stand between the grade and the concept."""


def severities(sentence: Sentence) -> Iterator[Severity | None]:
    """One for each hit of the sentence, in order; ``None`` for concepts that have no grades."""
    grades = sentence.triggers("severity")
    for hit in sentence.hits:
        found = _grade(sentence, grades, hit) if concept(hit.concept).severity and not hit.severity else None
        yield found.category if found else hit.severity  # type: ignore[misc]  # the lexicon's keys are the grades


def _grade(sentence: Sentence, grades: tuple[Trigger, ...], hit: Hit) -> Trigger | None:
    near = [
        (distance, item) for item in grades for distance in [_distance(sentence, item, hit)] if distance is not None
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _distance(sentence: Sentence, item: Trigger, hit: Hit) -> int | None:
    """Words between a grade and a concept that it may grade, or ``None``. Commas keep them apart."""
    if hit.start <= item.start and item.end <= hit.end:
        return 0
    if item.end <= hit.start and item.direction != "after":
        first, last, passed = item.end, hit.start, ""
    elif item.start >= hit.end and item.direction != "before":
        first, last, passed = hit.end, item.start, ":("
    else:
        return None
    between = sentence.words[first:last]
    plain = all(word[0].isalnum() or word in passed for word in between)
    joined = any(first <= joint < last for joint in sentence.joints)
    return last - first if plain and not joined and last - first <= NEAR else None
