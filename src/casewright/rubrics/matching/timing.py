"""When a concept holds: now, once, or ever."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.rubrics.matching.lexicon import Trigger
from casewright.rubrics.matching.scope import backward_start, clause, forward_stop, looks_back
from casewright.rubrics.matching.sentence import Hit, Sentence
from casewright.types import Time
from casewright.vocabulary.concepts import concept

__all__ = ["times"]

_RANK: tuple[Time, ...] = ("lifetime", "current", "past")


def times(sentence: Sentence) -> Iterator[Time | None]:
    """One for each hit of the sentence, in order; ``None`` where its words say nothing of time."""
    reach = [(item, *_scope(sentence, item)) for item in sentence.triggers("time")]
    for hit in sentence.hits:
        yield _nearest([item for item, start, stop in reach if start <= hit.start < stop and _speaks(item, hit)], hit)


def _speaks(item: Trigger, hit: Hit) -> bool:
    """A diagnosis that is *known* was made before; an allergy that is known is there."""
    return item.category != "known" or concept(hit.concept).category == "diagnosis"


def _scope(sentence: Sentence, item: Trigger) -> tuple[int, int]:
    for hit in sentence.hits:
        if hit.start <= item.start and item.end <= hit.end and hit.end - hit.start > item.end - item.start:
            return hit.start, hit.end  # a concept's own word, as in "history of self-harm"
    if looks_back(sentence, item):
        return backward_start(sentence, item), item.start
    if item.direction == "around":
        return _around(sentence, item)
    rivals = tuple(other for other in sentence.triggers("time") if other.start > item.start)
    return item.start + 1, forward_stop(sentence, item, rivals)  # "diagnosed" may end a trigger and begin a term


def _around(sentence: Sentence, item: Trigger) -> tuple[int, int]:
    """The clause around; where its own segment between commas names concepts, no more than that."""
    start, stop = clause(sentence, item.start)
    first = max((joint + 1 for joint in sentence.joints if start <= joint < item.start), default=start)
    last = sentence.next_joint(item.end, stop)
    others = (hit for hit in sentence.hits if hit.end <= item.start or item.end <= hit.start)
    own = any(first <= hit.start < last for hit in others)
    return (first, last) if own else (start, stop)


def _nearest(said: list[Trigger], hit: Hit) -> Time | None:
    """What the nearest trigger says; of two as near, the one that says most."""
    if not said:
        return None
    plain = [item for item in said if item.category != "known"]  # "diagnosed with depression today"
    nearest = min(plain or said, key=lambda item: (_distance(item, hit), _RANK.index(_time(item))))
    return _time(nearest)


def _distance(item: Trigger, hit: Hit) -> int:
    return hit.start - item.end if item.end <= hit.start else item.start - hit.end


def _time(item: Trigger) -> Time:
    return "past" if item.category == "known" else item.category  # type: ignore[return-value]  # a lexicon's key
