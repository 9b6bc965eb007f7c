"""One place of the text held against one told fact: what agrees and what doesn't."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casewright.facts.amounts import value_state
from casewright.facts.reading import Passage
from casewright.facts.wording import FactWording, Held, polarity_kept, turned_by_prefix
from casewright.types import Fact, FactState, Mention, Source, Status, Subject
from casewright.vocabulary import concept

__all__ = ["Candidate", "by_mention", "by_score", "by_wording", "mention_status", "subject_fits"]

_ONESELF = frozenset({"himself", "herself", "themselves", "themself", "oneself"})
KIN: frozenset[Subject] = frozenset({"mother", "father", "sibling", "child", "partner", "family", "other"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may tell a fact, with the words of it that do, and how well it does."""

    state: FactState
    index: int
    places: tuple[int, ...]
    why: str = ""
    borrowed: bool = False
    """Whether the sentence is another fact's own wording, which can tell this one only in passing."""


def by_mention(wording: FactWording, mention: Mention, passage: Passage) -> Candidate | None:
    """A mention of the fact's concept, or ``None`` where it is about something else altogether."""
    fact = wording.fact
    places = passage.places(mention)
    status = mention_status(mention)
    same_status = status == _fact_status(fact)
    same_subject = subject_fits(fact.subject, mention.subject)
    if not places or not (same_status or same_subject):
        return None
    if not same_subject:
        return Candidate("wrong_subject", passage.sentence.index, places, mention.subject)
    if not same_status:
        return Candidate("contradicted", passage.sentence.index, places, status)
    if _spoilt(wording, passage, places):
        return Candidate("contradicted", passage.sentence.index, places, "trouble")
    return _settled(wording, passage, places, mention)


def _spoilt(wording: FactWording, passage: Passage, places: Sequence[int]) -> bool:
    """Whether "lacking", "impaired" or the like stands beside what the case only ever words as sound."""
    sound = concept(wording.fact.concept).category in ("observation", "treatment")
    if (
        not sound
        or wording.fact.status != "present"
        or any(phrasing.context.troubles for phrasing in wording.phrasings)
    ):
        return False
    first, last = min(places), max(places)
    return any(
        first - 2 <= at <= last + 2 and at not in places and not _parted(passage, at, first, last)
        for at in passage.context.troubles
    )


def _parted(passage: Passage, at: int, first: int, last: int) -> bool:
    """Whether a comma stands between a word and a stretch of words."""
    words = passage.sentence.words
    return any("," in words[k].gap for k in (range(at + 1, first + 1) if at < first else range(last + 1, at + 1)))


def by_score(fact: Fact, passage: Passage) -> list[Candidate]:
    """The scores of a scale, read by its names."""
    found: list[Candidate] = []
    for score in passage.scores:
        if score.scale.id == fact.concept and fact.quantity is not None and score.value is not None:
            right = fact.quantity.value == score.value
            places = tuple(range(score.first, score.end))
            found.append(
                Candidate(
                    "told" if right else "wrong_value", passage.sentence.index, places, "" if right else "quantity"
                )
            )
    return found


def by_wording(wording: FactWording, held: Held, passage: Passage) -> Candidate | None:
    """A sentence that holds the case's own wording of the fact, or ``None`` where it lacks what makes it one.

    "Keeps up contacts" holds most of "trouble keeping up contacts", but not the trouble.
    """
    if bool(held.phrasing.context.troubles) != passage.context.troubled(held.places) and not held.whole:
        return None
    if _of_oneself(held, passage.sentence.folds):
        return None
    index, places = passage.sentence.index, held.places
    subject = _majority(passage.context.subject_at(i) for i in places)
    meant = _majority(held.phrasing.context.subject_at(here) for here, _ in held.pairs)
    if subject != meant and not _family_fits(wording.fact, subject, passage):
        return Candidate("wrong_subject", index, places, subject or "patient")
    if not polarity_kept(held, passage.context) or turned_by_prefix(held, passage.stems):
        return Candidate("contradicted", index, places, "flipped")
    return _settled(wording, passage, places, None)


def _of_oneself(held: Held, folds: Sequence[str]) -> bool:
    """Whether a verb of the wording has "himself" here in the place of its object: "weighs himself sensibly"."""
    own = held.phrasing.sentence.folds
    kept = {here for here, _ in held.pairs}
    objects = set(held.phrasing.stems.values()) - kept
    return any(
        here + 1 in objects and there + 1 < len(folds) and folds[there + 1] in _ONESELF and not _ONESELF & set(own)
        for here, there in held.pairs
    )


def _settled(wording: FactWording, passage: Passage, places: tuple[int, ...], mention: Mention | None) -> Candidate:
    """Status and subject agree: source, time, severity and value are left."""
    index = passage.sentence.index
    source = _wrong_source(wording, passage, places)
    if source is not None:
        return Candidate("wrong_source", index, places, source)
    why = value_state(wording, passage, places, mention)
    return Candidate("wrong_value" if why else "told", index, places, why)


def mention_status(mention: Mention) -> Status:
    """What a mention says of its concept; ruled out is absent."""
    return "absent" if mention.certainty == "ruled_out" else mention.status


def _fact_status(fact: Fact) -> Status:
    return "absent" if fact.certainty == "ruled_out" else fact.status


def subject_fits(meant: Subject, found: Subject) -> bool:
    """The same person, or a relative where the family is meant."""
    return meant == found or (meant == "family" and found in KIN)


def _family_fits(fact: Fact, subject: Subject | None, passage: Passage) -> bool:
    """A relative's fact may lean on its section or on the relative named anywhere in the sentence."""
    if fact.subject == "patient":
        return subject is None
    named = any(subject_fits(fact.subject, kin.subject) for kin in passage.context.kin)
    return named or (subject is None and fact.subject == "family" and passage.sentence.section == "family-history")


def _wrong_source(wording: FactWording, passage: Passage, places: Sequence[int]) -> Source | None:
    """Another source that the sentence names, and that no wording of the fact names too."""
    fact, context = wording.fact, passage.context
    named = context.source_at(places[0])
    own = {source for phrasing in wording.phrasings for _, source in phrasing.context.sources}
    if named is None or named == fact.source or named in own:
        return None
    if concept(fact.concept).category == "diagnosis" or {named, fact.source} <= {"observed", "test", "record"}:
        return None
    return named


def _majority(subjects: Iterable[Subject | None]) -> Subject | None:
    found = list(subjects)
    return max(set(found), key=lambda item: (found.count(item), item or "")) if found else None
