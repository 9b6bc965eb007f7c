"""The case's own wording of its told facts, and how much of it a sentence holds.

A word weighs one over the number of the case's concepts whose wording uses it, so that what all facts share (he
reports, since, marked) counts for little. Numbers, units, people and words of report carry no weight: values, subjects
and sources are compared apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casewright.facts.context import Context, Polarity, read_context
from casewright.facts.cues import terms, word_table
from casewright.facts.quantities import Amount, find_amounts
from casewright.facts.sentences import Sentence, Word, read_words
from casewright.plans.wording.sentence import sentences
from casewright.types import Case, Fact, Language

__all__ = [
    "FactWording",
    "Held",
    "Phrasing",
    "hold",
    "own_wording",
    "polarity_kept",
    "sentence_stems",
    "stem",
    "turned_by_prefix",
]

KEPT = 0.8
NAMED = 3.0
"""Weight of a word that the concept's own id holds (a drug's name in "takes sertraline")."""
_SILENT = "stop+says+deny_before+deny_after+unknown+mild+moderate+severe"


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One wording of a fact: its sentence, its content words' places by stem, and the sentence's context."""

    text: str
    sentence: Sentence
    stems: Mapping[str, int]
    context: Context
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class FactWording:
    """Every wording of a fact, with the weight of each stem."""

    fact: Fact
    phrasings: tuple[Phrasing, ...]
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Held:
    """How much of a phrasing a sentence holds: the share by weight, and which words stand where.

    ``pairs`` are (place in the phrasing, place in the sentence).
    """

    share: float
    phrasing: Phrasing
    pairs: tuple[tuple[int, int], ...]
    weights: tuple[float, ...]

    @property
    def whole(self) -> bool:
        """Whether every word of the phrasing stands here, and there is more than one."""
        return self.share >= 1 and len(self.pairs) > 1

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(place for _, place in self.pairs)


def own_wording(case: Case) -> tuple[FactWording, ...]:
    """The wordings of a case's told facts, in their order."""
    told = [(fact, _phrasings(fact, case)) for fact in case.facts if fact.told]
    users: dict[str, set[str]] = defaultdict(set)
    for fact, phrasings in told:
        for phrasing in phrasings:
            for stem in phrasing.stems:
                users[stem].add(fact.concept)
    return tuple(FactWording(fact, phrasings, _weights(fact, phrasings, users)) for fact, phrasings in told)


def _weights(fact: Fact, phrasings: Iterable[Phrasing], users: Mapping[str, set[str]]) -> dict[str, float]:
    parts = tuple(part[:5] for part in fact.concept.split("-") if len(part) > 2)
    return {
        name: (NAMED if parts and name.startswith(parts) else 1) / len(users[name])
        for phrasing in phrasings
        for name in phrasing.stems
    }


def _phrasings(fact: Fact, case: Case) -> tuple[Phrasing, ...]:
    # every variant of `phrase`, in one call: asking it variant by variant costs a shuffle each
    texts = dict.fromkeys(variant.text for variant in sentences(fact, case))
    return tuple(_phrasing(text, fact.section, case.language) for text in texts)


@lru_cache(maxsize=8192)
def _phrasing(text: str, section: str, language: Language) -> Phrasing:
    words = read_words(text)
    sentence = Sentence(-1, 0, len(text), section, words, tuple(word.fold for word in words))
    context = read_context(sentence, language)
    return Phrasing(text, sentence, _content(words, context, language), context, find_amounts(words, language))


def _content(words: Sequence[Word], context: Context, language: Language) -> dict[str, int]:
    """Stems of the words that carry a fact's meaning, with their first place."""
    folds = tuple(word.fold for word in words)
    silent = {k for first, last in terms(_SILENT, language).spans(folds) for k in range(first, last)}
    silent |= {k for amount in find_amounts(words, language) for k in range(amount.first, amount.last)}
    silent |= {kin.at for kin in context.kin if kin.role != "with"}
    found: dict[str, int] = {}
    for i, fold in enumerate(folds):
        if i not in silent and not fold[0].isdigit() and len(fold) > 1:
            found.setdefault(stem(fold, language), i)
    return found or {stem(fold, language): i for i, fold in enumerate(folds) if not fold[0].isdigit()}


@lru_cache(maxsize=8192)
def stem(fold: str, language: Language) -> str:
    """A word without its ending, four letters at least: enough to compare two forms of one word."""
    for ending in word_table("endings")[language]:
        if fold.endswith(ending) and len(fold) - len(ending) >= 4:
            return fold[: -len(ending)]
    return fold


def sentence_stems(sentence: Sentence, language: Language) -> Mapping[str, tuple[int, ...]]:
    """The places of each stem in a sentence."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(sentence.words):
        found[stem(word.fold, language)].append(i)
    return {name: tuple(places) for name, places in found.items()}


def hold(wording: FactWording, stems: Mapping[str, Sequence[int]]) -> Held | None:
    """The phrasing that a sentence holds most of, or ``None`` where it holds no word of any."""
    best: Held | None = None
    for phrasing in wording.phrasings:
        shared = phrasing.stems.keys() & stems.keys()
        if not shared:
            continue
        whole = sum(wording.weights[name] for name in phrasing.stems)
        share = sum(wording.weights[name] for name in shared) / whole
        if best is None or (share, len(shared)) > (best.share, len(best.pairs)):
            names = sorted(shared, key=lambda name: (-wording.weights[name], phrasing.stems[name]))
            weights = tuple(wording.weights[name] for name in names)
            best = Held(share, phrasing, _pairs(phrasing, names, stems), weights)
    return best


def _pairs(phrasing: Phrasing, names: Sequence[str], stems: Mapping[str, Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """Pairs each shared word with its place nearest to the heaviest one's first place."""
    anchor = stems[names[0]][0]
    return tuple((phrasing.stems[name], min(stems[name], key=lambda place: abs(place - anchor))) for name in names)


def polarity_kept(held: Held, context: Context) -> bool:
    """Whether the shared words, nearly all by weight, stand under the same polarity in the text as in the wording."""
    kept = [
        held.phrasing.context.polarity[here] == _said_at(context, there, held.phrasing.context.polarity[here])
        for here, there in held.pairs
    ]
    return sum(weight for weight, same in zip(held.weights, kept, strict=True) if same) >= KEPT * sum(held.weights)


def _said_at(context: Context, place: int, wanted: Polarity) -> Polarity:
    """The polarity at a word; "lacks insight" denies it where the wording does so with a "no"."""
    lacks = wanted == "denied" and any(
        -6 <= at - place <= 3 and context.clause[at] == context.clause[place] for at in context.lacking
    )
    return "denied" if lacks and context.polarity[place] == "affirmed" else context.polarity[place]


_PREFIXES = ("un", "in", "im", "ab", "dis", "ir", "des", "mal", "a", "an")


def turned_by_prefix(held: Held, stems: Collection[str]) -> bool:
    """Whether a word of the wording stands in the sentence as its opposite: normal and abnormal."""
    for name in held.phrasing.stems:
        if name not in stems and any(f"{prefix}{name}" in stems for prefix in _PREFIXES):
            return True
        if name not in stems and any(name.startswith(p) and name[len(p) :] in stems for p in _PREFIXES):
            return True
    return False
