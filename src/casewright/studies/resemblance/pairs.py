"""Reports held against real notes one by one: each against a few notes drawn by chance, of its block where it can be"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from statistics import fmean

import numpy as np

from casewright.measures.resemblance import greedy_match, meteor, rouge_l, sentence_movers_each, stemmer
from casewright.studies.material import Tell
from casewright.studies.resemblance.samples import Sample, Samples
from casewright.studies.resemblance.vectors import Vectors
from casewright.types import Language

__all__ = ["LEAST_OF_BLOCK", "MEASURES", "PAIRED", "REFERENCES", "Paired", "pair_up"]

PAIRED = 100
"""Reports of an arm that are held against real notes one by one."""
REFERENCES = 3
"""Real notes that each is held against."""
LEAST_OF_BLOCK = 5
"""Real notes of a report's block below which any note of the language is a reference."""
MEASURES = ("rouge_l", "meteor", "precision", "recall", "f1", "movers")

Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class Paired:
    """What the reports of an arm (or real notes) have, each the mean over its references.

    Attributes:
        keys: The case of each.
        scores: By measure, one value each, in the order of ``keys``.
        of_block: How many were held against notes of their own block.
    """

    keys: tuple[str, ...]
    scores: Mapping[str, tuple[float, ...]]
    of_block: int


def pair_up(samples: Samples, sample: Sample, vectors: Vectors, seed: int, tell: Tell) -> Paired:
    """Scores of a sample against real notes; of the real notes themselves each against notes of other patients.

    The same case is held against the same notes in every arm.
    """
    count = min(PAIRED, len(sample))
    drawn = [_references(samples.real, sample, place, seed) for place in range(count)]
    told: list[list[Scores]] = []
    for place, (notes, _) in enumerate(drawn):
        tell(f"pairs of {sample.name}", place, count)
        told.append([_score(sample.cuts[place], samples.real.cuts[note], vectors, samples.language) for note in notes])
        if sample is not samples.real:
            vectors.forget([sample.cuts[place]])
    pairs = [(sample.cuts[place], samples.real.cuts[note]) for place, (notes, _) in enumerate(drawn) for note in notes]
    sides = [vectors.sentences(side, sample.name) for side in zip(*pairs, strict=True)]
    moved = iter(sentence_movers_each(list(zip(*sides, strict=True))))
    for score in (one for own in told for one in own):
        found = next(moved)
        score["movers"] = found.similarity if found else 0.0
    means = {measure: tuple(fmean(one[measure] for one in own) for own in told) for measure in MEASURES}
    return Paired(sample.keys[:count], means, sum(own for _, own in drawn))


def _references(real: Sample, sample: Sample, place: int, seed: int) -> tuple[Sequence[int], bool]:
    """Places of the notes, and whether they are of the report's own block."""
    itself = {place} if sample is real else set()
    near = [note for note in _by_block(real, sample.blocks[place]) if note not in itself]
    own = len(near) >= LEAST_OF_BLOCK
    free = near if own else [note for note in range(len(real)) if note not in itself]
    dice = np.random.default_rng(int.from_bytes(_digest(f"{seed}\0{sample.keys[place]}"), "big"))
    return dice.choice(free, min(REFERENCES, len(free)), replace=False).tolist(), own


def _by_block(real: Sample, blocks: frozenset[str]) -> list[int]:
    return [note for note, own in enumerate(real.blocks) if own & blocks]


def _digest(name: str) -> bytes:
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _score(report: str, note: str, vectors: Vectors, language: Language) -> Scores:
    (keys, words), (their_keys, their_words) = vectors.words(report), vectors.words(note)
    matched = greedy_match(vectors.tokens(report).rows, vectors.tokens(note).rows)
    return {
        "rouge_l": rouge_l(keys, their_keys).f1,
        "meteor": meteor(words, their_words, stemmer(language)),
        "precision": matched.precision,
        "recall": matched.recall,
        "f1": matched.f1,
    }
