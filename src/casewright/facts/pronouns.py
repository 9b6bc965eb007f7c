"""Pronouns: does a text call its patient what the case does?

A pronoun that is not the patient's is somebody else's only if the text has named somebody it fits, in the same
sentence or shortly before. What is left over is wrong; so is a text in which the wrong ones outnumber the right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from casewright.facts.cues import read_yaml
from casewright.facts.reading import Passage
from casewright.facts.sentences import Word, fold
from casewright.types import AddedContent, Language, Person

__all__ = ["pronoun_problems"]

REACH = 2


@cache
def _english() -> Mapping[str, str]:
    table = read_yaml("gender.yaml")["pronouns"]
    return {fold(word): name for name, words in table.items() for word in words}


def pronoun_problems(passages: Sequence[Passage], person: Person, language: Language) -> Iterator[AddedContent]:
    """Pronouns that call the patient something else than the case does."""
    found = [(passage, word, name) for passage in passages for word, name in _in(passage.sentence.words, language)]
    wrong = [(passage, word, name) for passage, word, name in found if name != person.pronouns]
    counts = Counter(name for _, _, name in found)
    stray = [(word, name) for passage, word, name in wrong if name != "they" and not _somebody(passages, passage, name)]
    if not stray and language == "en":
        stray = _outnumbering(wrong, counts, person)
    for word, _ in stray[:3]:
        yield AddedContent("sex", None, word.start, word.end, f"sex: the patient's pronoun is {person.pronouns}")


def _in(words: Sequence[Word], language: Language) -> Iterator[tuple[Word, str]]:
    for i, word in enumerate(words):
        if language == "en" and word.fold in _english():
            yield word, _english()[word.fold]
        elif language == "es" and word.raw.lower() == "ella":
            yield word, "she"
        elif (
            language == "es" and word.raw.lower() == "él" and not (i + 1 < len(words) and words[i + 1].fold == "mismo")
        ):
            yield word, "he"


def _somebody(passages: Sequence[Passage], passage: Passage, name: str) -> bool:
    """Whether the text has named, here or up to two sentences before, somebody whom the pronoun fits."""
    index = passage.sentence.index
    near = passages[max(0, index - REACH) : index + 1]
    return any(kin.gender in (name, "any") for item in near for kin in item.context.kin)


def _outnumbering(
    wrong: Sequence[tuple[Passage, Word, str]], counts: Mapping[str, int], person: Person
) -> list[tuple[Word, str]]:
    """More wrong pronouns than right ones: then they are the patient's, whoever else was named."""
    for name in ("she", "he", "they"):
        least = 4 if name == "they" else 3
        if name != person.pronouns and counts[name] >= least and counts[name] > 2 * counts[person.pronouns]:
            return [(word, other) for _, word, other in wrong if other == name][:1]
    return []
