"""What gives a diagnosis away in a language: terms of diagnoses, words of titles, word runs of rubrics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casewright.icd10 import table
from casewright.measures.diversity.function_words import FUNCTION_WORDS
from casewright.overlays import RUBRICS, per_overlay
from casewright.rubrics.layers import load_library
from casewright.rubrics.matching.automaton import Automaton
from casewright.rubrics.matching.concept_terms import concept_terms
from casewright.rubrics.matching.tokens import tokenise
from casewright.rubrics.schema import CriterionEntry
from casewright.types import Language
from casewright.vocabulary.concepts import concepts

__all__ = ["RUN", "Giveaways", "giveaways", "title_words"]

RUN = 3
"""Words of the shortest run of a rubric that counts; a longer one is as many of these, overlapping."""
SHORTEST = 3
"""Letters of the shortest word of a title that counts."""
TIME: Mapping[Language, frozenset[str]] = {
    "en": frozenset({"current", "currently", "present"}),
    "es": frozenset({"actual", "actualidad", "actualmente", "presente"}),
}
"""Words of titles that say when, not what; without them a sentence can't be read."""


@dataclass(frozen=True, slots=True, eq=False)
class Giveaways:
    """What is looked for in a text; words are folded as `casewright.rubrics.matching.tokens.fold` does.

    Compared by identity: what is kept by it must not be looked up by the words of a whole language.
    """

    diagnoses: Automaton
    titles: frozenset[str]
    phrases: frozenset[tuple[str, ...]]


@per_overlay("concepts", "vocabulary", RUBRICS)
def giveaways(language: Language) -> Giveaways:
    """Read from the vocabulary, the code table and the rubrics in force, once a language."""
    return Giveaways(_diagnoses(language), frozenset(_inflected(language)), frozenset(_phrases(language)))


def title_words(text: str, language: Language) -> tuple[str, ...]:
    """The words of a title that say something, folded, in its order."""
    dull = FUNCTION_WORDS[language] | TIME[language]
    return tuple(word for word in tokenise(text).words if word.isalpha() and len(word) >= SHORTEST and word not in dull)


def _diagnoses(language: Language) -> Automaton:
    named = {name for name, item in concepts().items() if item.category == "diagnosis"}
    terms = [term for term in concept_terms() if term.concept in named and term.language == language]
    return Automaton((term.pattern, 0) for term in terms if term.use != "mask")


def _inflected(language: Language) -> Iterator[str]:
    for word in _telling(language):
        stems = {word, word.removesuffix("s"), word.removesuffix("es")} if len(word) > SHORTEST else {word}
        if language == "es":
            stems |= {stem[:-1] + other for stem in stems if stem[-1] in "oa" for other in "oa"}
        for stem in stems:
            yield from (stem, f"{stem}s", f"{stem}es")


def _telling(language: Language) -> frozenset[str]:
    """Words that stand in the titles of no more than half of the blocks."""
    blocks: dict[str, set[str]] = defaultdict(set)
    codes = table()
    for code in codes.codes():
        block = next(place for place in codes.ancestors(code) if "-" in place)
        for word in title_words(codes.title(code, language).text, language):
            blocks[word].add(block)
    half = len(set().union(*blocks.values())) / 2
    return frozenset(word for word, places in blocks.items() if len(places) <= half)


def _phrases(language: Language) -> Iterator[tuple[str, ...]]:
    dull = FUNCTION_WORDS[language]
    library = load_library()
    for name in library:
        for criterion in library[name].entry.criteria.values():
            for text in _texts(criterion, language):
                words = [word for word in tokenise(text).words if word[:1].isalnum()]
                runs = (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
                yield from (run for run in runs if any(word not in dull and word.isalpha() for word in run))


def _texts(criterion: CriterionEntry, language: Language) -> Iterator[str]:
    yield getattr(criterion.asks, language)
    yield getattr(criterion.guidance, language)
    examples = criterion.examples
    yield from (*examples.present, *examples.absent, *examples.borderline)
