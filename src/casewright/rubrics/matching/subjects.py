"""Whose a finding is: *mother had depression* is hers, *lives with her mother, low mood* is the patient's."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.rubrics.matching.lexicon import Trigger
from casewright.rubrics.matching.scope import forward_stop
from casewright.rubrics.matching.sentence import Hit, Sentence
from casewright.rubrics.matching.sources import Speaker
from casewright.types import Subject
from casewright.vocabulary.concepts import concept

__all__ = ["last_named", "subjects", "unnamed"]

BEFALLS = frozenset({"event", "social", "treatment", "function"})
"""Categories whose concepts may name another person and still be the patient's: *the death of her father*."""


def subjects(sentence: Sentence, heard: tuple[Speaker, ...], default: Subject, *, family: bool) -> Iterator[Subject]:
    """One for each hit of the sentence, in order.

    Args:
        sentence: The sentence.
        heard: Those who only say something in it.
        default: Whose a finding is where nobody is named.
        family: Whether the section tells of relatives, so that a bare name is enough.
    """
    persons = _spoken_of(sentence, heard)
    bearers = [(item, _span(sentence, item)) for item in persons]
    for hit in sentence.hits:
        found = _bearer(bearers, hit) or _owner(sentence, persons, hit)
        if found is None and family and concept(hit.concept).category != "social":
            found = _relative(persons, hit)
        unsaid: Subject = "patient" if concept(hit.concept).category == "social" else default
        yield _subject(found) if found is not None else unsaid


def unnamed(sentence: Sentence, named: Subject) -> Subject:
    """Whose a family history's findings are in a sentence that names nobody: *he* is who was ``named`` last."""
    if any(item.category == "patient" for item in sentence.triggers("people")):
        return "patient"
    first = sentence.words[sentence.start] if sentence.start < sentence.stop else ""
    return named if first in sentence.lexicon.words("pronouns") else "family"


def last_named(sentence: Sentence) -> Subject | None:
    """Who is named last in a sentence."""
    persons = sentence.triggers("people")
    return _subject(persons[-1]) if persons else None


def _spoken_of(sentence: Sentence, heard: tuple[Speaker, ...]) -> list[Trigger]:
    speaking = {speaker.person.start for speaker in heard}
    own = [(hit.start, hit.end) for hit in sentence.hits]
    parents = ("mother", "father") if any(speaker.person.category == "child" for speaker in heard) else ()
    return [
        item
        for item in sentence.triggers("people")
        if item.start not in speaking
        and item.category not in parents  # "her son says that his mother drinks": the patient
        and not any(start <= item.start and item.end <= end for start, end in own)
    ]


def _subject(person: Trigger) -> Subject:
    return person.category  # type: ignore[return-value]  # the lexicon's keys are the subjects


def _span(sentence: Sentence, person: Trigger) -> tuple[int, int] | None:
    """What is said of a person who has, had, suffers…: from the verb to the end of the clause."""
    if person.direction == "history":
        return person.end, forward_stop(sentence, person)
    bearing = next((item for item in sentence.triggers("bearing") if item.start == person.end), None)
    if bearing is None:
        return None if _governed(sentence, person) else (person.end, person.end + 2)
    if bearing.category == "plain" and _governed(sentence, person):
        return None
    stop = forward_stop(sentence, bearing)
    pronouns = sentence.lexicon.words("pronouns")
    return person.end, next((at for at in range(bearing.end, stop) if sentence.words[at] in pronouns), stop)


def _governed(sentence: Sentence, person: Trigger) -> bool:
    """Whether a preposition stands before: *lives with her mother* says nothing of the mother."""
    at = person.start - 1
    while at >= sentence.start and sentence.words[at] in sentence.lexicon.words("determiners"):
        at -= 1
    return at >= sentence.start and sentence.words[at] in sentence.lexicon.words("prepositions")


def _bearer(bearers: list[tuple[Trigger, tuple[int, int] | None]], hit: Hit) -> Trigger | None:
    for person, span in reversed(bearers):
        if span is not None and span[0] <= hit.start < span[1]:
            return person
    return None


def _owner(sentence: Sentence, persons: list[Trigger], hit: Hit) -> Trigger | None:
    """The person right behind a finding: *depression in her mother*, *alcohol dependence (father)*."""
    if concept(hit.concept).category in BEFALLS:
        return None
    owning, skipped = sentence.lexicon.words("owning"), sentence.lexicon.words("determiners")
    for person in persons:
        between = sentence.words[hit.end : person.start] if person.start >= hit.end else ()
        if between and between[0] in owning and all(word in skipped for word in between[1:]):
            return person
    return None


def _relative(persons: list[Trigger], hit: Hit) -> Trigger | None:
    """In a family history, whoever was named last before, else next after."""
    behind = [person for person in persons if person.start < hit.end]
    if behind:
        return behind[-1]
    return next(iter(persons), None)
