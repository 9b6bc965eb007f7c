"""Mild, moderate or severe: a word right before a concept, right behind it, or in it."""

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
        found = _grade(sentence, grades, hit) if concept(hit.concept).severity else None
        yield found.category if found else None  # type: ignore[misc]  # the lexicon's keys are the grades


def _grade(sentence: Sentence, grades: tuple[Trigger, ...], hit: Hit) -> Trigger | None:
    for item in grades:
        if hit.start <= item.start and item.end <= hit.end:
            return item
        ahead = item.direction == "before" and 0 <= hit.start - item.end <= NEAR
        behind = item.direction == "after" and 0 <= item.start - hit.end <= NEAR
        if (ahead and _plain(sentence, item.end, hit.start)) or (behind and _plain(sentence, hit.end, item.start)):
            return item
    return None


def _plain(sentence: Sentence, first: int, last: int) -> bool:
    """No more than an ordinary word, a comma or a colon between."""
    return all(word[0].isalnum() or word in ",:(" for word in sentence.words[first:last])
