"""When a concept holds: now, once, or ever."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.rubrics.matching.lexicon import Trigger
from casewright.rubrics.matching.scope import backward_start, clause, forward_stop, looks_back
from casewright.rubrics.matching.sentence import Hit, Sentence
from casewright.types import Time

__all__ = ["times"]

_RANK: tuple[Time, ...] = ("lifetime", "current", "past")


def times(sentence: Sentence) -> Iterator[Time | None]:
    """One for each hit of the sentence, in order; ``None`` where its words say nothing of time."""
    reach = [(item, *_scope(sentence, item)) for item in sentence.triggers("time")]
    for hit in sentence.hits:
        yield _nearest([item for item, start, stop in reach if start <= hit.start < stop], hit)


def _scope(sentence: Sentence, item: Trigger) -> tuple[int, int]:
    for hit in sentence.hits:
        if hit.start <= item.start and item.end <= hit.end:
            return hit.start, hit.start + 1  # a concept's own word, as in "history of self-harm"
    if looks_back(sentence, item):
        return backward_start(sentence, item), item.start
    if item.direction == "around":
        return _around(sentence, item)
    rivals = tuple(other for other in sentence.triggers("time") if other.start > item.start)
    return item.end, forward_stop(sentence, item, rivals)


def _around(sentence: Sentence, item: Trigger) -> tuple[int, int]:
    """The clause around; where its own segment between commas names concepts, no more than that."""
    start, stop = clause(sentence, item.start)
    first = max((joint + 1 for joint in sentence.joints if start <= joint < item.start), default=start)
    last = sentence.next_joint(item.end, stop)
    own = any(first <= hit.start < last for hit in sentence.hits)
    return (first, last) if own else (start, stop)


def _nearest(said: list[Trigger], hit: Hit) -> Time | None:
    """What the nearest trigger says; of two as near, the one that says most."""
    if not said:
        return None
    nearest = min(said, key=lambda item: (_distance(item, hit), _RANK.index(_time(item))))
    return _time(nearest)


def _distance(item: Trigger, hit: Hit) -> int:
    return hit.start - item.end if item.end <= hit.start else item.start - hit.end


def _time(item: Trigger) -> Time:
    return item.category  # type: ignore[return-value]  # the lexicon's keys are the times
