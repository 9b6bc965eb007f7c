"""What is said of a concept: there, not there, not known, doubted, ruled out, or only imagined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casewright.rubrics.matching.alignment import spelled
from casewright.rubrics.matching.lexicon import Trigger
from casewright.rubrics.matching.scope import backward_start, forward_stop, looks_back
from casewright.rubrics.matching.sentence import Hit, Sentence
from casewright.types import Certainty, Status
from casewright.vocabulary.concepts import concept

__all__ = ["Polarity", "polarities"]


@dataclass(frozen=True, slots=True)
class Polarity:
    """Status and certainty of one hit; ``asserted`` is false for what was only asked, feared or planned for."""

    status: Status = "present"
    certainty: Certainty = "confirmed"
    asserted: bool = True


_TURNED: Mapping[Status, Status] = {"present": "absent", "absent": "present", "unknown": "unknown"}


def polarities(sentence: Sentence) -> Iterator[Polarity]:
    """One for each hit of the sentence, in order."""
    reach = [*((item, *_scope(sentence, item)) for item in _outside(sentence)), *_going_on(sentence)]
    for hit in sentence.hits:
        said = {item.category for item, start, stop in reach if start <= hit.start < stop and not _holds(hit, item)}
        if _denies(sentence, hit):
            said.discard("negation")
        if "queried" in said and concept(hit.concept).category == "diagnosis":
            said.add("suspected")  # who is sent for evaluation of a symptom has it, of a diagnosis may have it
        polarity = _said(said)
        if hit.inverted != _denied_inside(sentence, hit):
            polarity = Polarity(_TURNED[polarity.status], polarity.certainty, polarity.asserted)
        yield polarity


def _said(said: set[str]) -> Polarity:
    if "hypothetical" in said:
        return Polarity(asserted=False)
    if "unknown" in said:
        return Polarity("unknown")
    if "ruled_out" in said:
        return Polarity("absent", "ruled_out")
    if "negation" in said:
        return Polarity("absent")
    if "suspected" in said:
        return Polarity(certainty="suspected")
    return Polarity(asserted="asked" not in said)


def _outside(sentence: Sentence) -> tuple[Trigger, ...]:
    """Triggers that aren't words of a concept's own term (the *no* of *no appetite*)."""
    return tuple(
        item
        for item in sentence.triggers("polarity")
        if not any(not hit.inverted and _is_own(sentence, hit, item) for hit in sentence.hits)
    )


def _going_on(sentence: Sentence) -> Iterator[tuple[Trigger, int, int]]:
    """A bare *no* that belongs to a term still speaks of what an *or* adds: *no appetite or voices*."""
    closers = sentence.lexicon.words("closers")
    for item in sentence.triggers("polarity"):
        for hit in sentence.hits:
            own = item.direction == "bare" and not hit.inverted and _is_own(sentence, hit, item)
            if own and hit.end < sentence.stop and sentence.words[hit.end] in closers:
                yield item, hit.end, forward_stop(sentence, item)


def _is_own(sentence: Sentence, hit: Hit, item: Trigger) -> bool:
    if not _holds(hit, item):
        return False
    words = sentence.words[item.start : item.end]
    if hit.inverted:  # "no evidence of trauma" for "no ... trauma"; a contraction is two words
        words = words[: 2 if words[1:2] == ("t",) else 1]
    places = spelled(hit.term, sentence.words[hit.start : hit.end])
    return places.issuperset(range(item.start - hit.start, item.start - hit.start + len(words)))


def _holds(hit: Hit, item: Trigger) -> bool:
    return hit.start <= item.start and item.end <= hit.end


def _denied_inside(sentence: Sentence, hit: Hit) -> bool:
    """Whether a negation stands in a gap of the term: *mood is not low* for *mood ... low*."""
    return not _denies(sentence, hit) and any(
        item.category == "negation" and _holds(hit, item) and not _is_own(sentence, hit, item)
        for item in sentence.triggers("polarity")
    )


def _denies(sentence: Sentence, hit: Hit) -> bool:
    """Whether a term of absence has a negation of its own, which a second one only repeats: *nunca ... nada*."""
    return hit.inverted and any(
        item.category == "negation" and _is_own(sentence, hit, item) for item in sentence.triggers("polarity")
    )


def _scope(sentence: Sentence, item: Trigger) -> tuple[int, int]:
    """The words that a trigger speaks of, as a half-open range."""
    if looks_back(sentence, item):
        return backward_start(sentence, item), item.start
    rivals = tuple(other for other in sentence.triggers("polarity") if other.start > item.start)
    return item.start + 1, forward_stop(sentence, item, rivals)  # "any" may begin a term and end a trigger
