"""Who says so: *his wife reports low mood* is the informant's word about the patient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casewright.rubrics.matching.lexicon import Trigger
from casewright.rubrics.matching.scope import clause
from casewright.rubrics.matching.sentence import Hit, Sentence
from casewright.types import Source

__all__ = ["Speaker", "sources", "speakers"]

NEAR = 2
"""Words that may stand between a person and the verb of saying."""
ASIDE = 10
"""The same where an aside in commas or brackets comes between."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something, and the words that tell so."""

    person: Trigger
    saying: Trigger

    @property
    def start(self) -> int:
        return min(self.person.start, self.saying.start)


def speakers(sentence: Sentence) -> tuple[Speaker, ...]:
    """The people of a sentence who say something in it."""
    named = [*sentence.triggers("people"), *(i for i in sentence.triggers("speech") if i.category == "informant")]
    return tuple(
        Speaker(person, saying) for person in named for saying in [_saying(sentence, person)] if saying is not None
    )


def sources(sentence: Sentence, heard: tuple[Speaker, ...], default: Source) -> Iterator[Source]:
    """One for each hit of the sentence, in order; ``default`` is the section's."""
    said = sorted(_said(sentence, heard, default), key=lambda pair: (pair[0].start, pair[0].end))
    for hit in sentence.hits:
        yield _source(sentence, said, hit) or default


def _saying(sentence: Sentence, person: Trigger) -> Trigger | None:
    for item in sentence.triggers("speech"):
        if item.category == "per" and person.start <= item.end <= person.end:
            return item
        if item.category == "says" and item.start >= person.end and _reaches(sentence, person, item):
            return item
    return None


def _reaches(sentence: Sentence, person: Trigger, verb: Trigger) -> bool:
    between = sentence.words[person.end : verb.start]
    if all(word[0].isalnum() for word in between):
        return len(between) <= NEAR and not any(word in sentence.lexicon.words("joiners") for word in between)
    aside = between[0] in (",", "(") and between[-1] in (",", ")") and len(between) > 1
    return aside and len(between) <= ASIDE


def _said(sentence: Sentence, heard: tuple[Speaker, ...], default: Source) -> Iterator[tuple[Trigger, Source]]:
    for speaker in heard:
        direction = "around" if speaker.saying.category == "per" else "before"
        source: Source = "patient" if speaker.person.category == "patient" else "informant"
        yield Trigger("speech", "said", direction, speaker.start, speaker.saying.end), source
    for item in sentence.triggers("speech"):
        if item.category in ("record", "observed", "test", "patient"):
            yield item, item.category  # type: ignore[misc]  # these categories are sources
    if default != "informant":
        taken = {speaker.saying.start for speaker in heard}
        yield from ((item, "patient") for item in _tellings(sentence) if item.start not in taken)


def _tellings(sentence: Sentence) -> Iterator[Trigger]:
    """Verbs of telling that open a clause without a subject, as in *Denies hallucinations*: the patient's."""
    openings = {sentence.start, *(at + 1 for at in (*sentence.joints, *sentence.walls))}
    return (item for item in sentence.triggers("telling") if item.start in openings)


def _source(sentence: Sentence, said: list[tuple[Trigger, Source]], hit: Hit) -> Source | None:
    before = [source for item, source in said if item.start <= hit.start]
    if before:
        return before[-1]
    for item, source in said:
        start, stop = clause(sentence, item.start)
        if item.direction == "around" and start <= hit.start < stop:
            return source
    return None
