"""Causes and descriptions that a writer invents between facts that are all told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.facts.cues import terms
from casewright.facts.messages import name_concept
from casewright.facts.reading import Passage
from casewright.facts.told import Telling
from casewright.facts.wording import FactWording
from casewright.types import AddedContent, Language

__all__ = ["added_causes", "fused_facts"]

_OPENING = frozenset({"reason", "identification"})


def added_causes(
    passages: Sequence[Passage], wordings: Sequence[FactWording], telling: Telling, language: Language
) -> Iterator[AddedContent]:
    """Words that join an effect to a cause where no wording of a fact of that sentence has such words.

    Why the patient came is no invented cause: "referred because of", "ingresa debido a".
    """
    cause = terms("cause", language)
    causal = [
        wording for wording in wordings if any(cause.within(phrasing.sentence.folds) for phrasing in wording.phrasings)
    ]
    for passage in passages:
        if passage.sentence.index in telling.whole or _came(passage, language):
            continue
        for first, last in cause.spans(passage.sentence.folds):
            if any(_here(wording, passage) for wording in causal):
                continue
            words = passage.sentence.words
            concept = passage.mentions[0].concept if passage.mentions else None
            message = "added: a cause that the facts to tell do not name"
            yield AddedContent("cause", concept, words[first].start, words[last - 1].end, message)
            break


def fused_facts(
    passages: Sequence[Passage], wordings: Sequence[FactWording], telling: Telling, language: Language
) -> Iterator[AddedContent]:
    """One told fact made the description of another: "low mood, which he describes as trouble at work"."""
    told = {wording.fact.concept for wording in wordings}
    for passage in passages:
        if passage.sentence.index in telling.whole:
            continue
        for first, last in terms("fuse", language).spans(passage.sentence.folds):
            start, end = passage.sentence.words[first].start, passage.sentence.words[last - 1].end
            before = {item.concept for item in passage.mentions if item.end <= start} & told
            behind = {item.concept for item in passage.mentions if item.start >= end} & told
            if before and behind - before:
                concept = min(behind - before)
                yield AddedContent(
                    "cause", concept, start, end, f"added: {name_concept(concept)} describes no other fact"
                )


def _came(passage: Passage, language: Language) -> bool:
    came = terms("came", language).within(passage.sentence.folds)
    return came and (passage.sentence.section in _OPENING or passage.sentence.index == 0)


def _here(wording: FactWording, passage: Passage) -> bool:
    """Whether most of a causal wording's words stand in the sentence."""
    for phrasing in wording.phrasings:
        shared = [name for name in phrasing.stems if name in passage.stems]
        if len(shared) * 2 > len(phrasing.stems):
            return True
    return False
