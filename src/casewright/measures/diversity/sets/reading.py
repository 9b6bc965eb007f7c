"""A set read once: its tokens, frames, kernels and near-duplicates, and every figure of any part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets.frames import Frames, frame_figures, template_share
from casewright.measures.diversity.sets.grams import Grams
from casewright.measures.diversity.sets.kin import find_kin, kin_figures
from casewright.measures.diversity.sets.overlap import phrase_figures, self_bleu_figures
from casewright.measures.diversity.sets.packing import block_size, compression_figures
from casewright.measures.diversity.sets.rarefaction import distinct_figures, draw_size, growth_figures
from casewright.measures.diversity.sets.similarity import (
    MOST_REPORTS,
    effective_share,
    kernel,
    similarity_figures,
    vector_figures,
)
from casewright.measures.diversity.sets.twins import find_twins, twin_figures
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.words import token_keys
from casewright.types import Language

__all__ = ["Reading"]

Kept = NDArray[np.bool_]
Figures = Mapping[str, float | None]
BLOCKS = 2
KERNELS = ("similarity", "vendi", "vendi_share", "vendi_phrases_share", "dispersion", "vendi_meanings_share")


class Reading(Confidential):
    """A set of reports, counted. Whatever is drawn depends on the texts and the seed, never on their order.

    Attributes:
        grams: Their n-grams.
        frames: Their skeletons.
        twins: By report: the number of its cluster of near-duplicates.
        kin: By report: the number of its cluster of reports told after one another.
        order: The reports in a random order.
        drawn: The reports that kernels are made of.
        words: How many n-grams are drawn for distinct-n and types.
        block: Bytes that are compressed.
    """

    __slots__ = (
        "_kernels", "_meanings", "_packed", "_texts", "block", "drawn", "frames", "grams", "kin", "order", "twins",
        "words",
    )  # fmt: skip

    def __init__(
        self,
        texts: Sequence[tuple[str, Language]],
        *,
        vectors: NDArray[np.float32] | None = None,
        seed: int = 0,
        block: int | None = None,
    ) -> None:
        self._texts = [text for text, _ in texts]
        keys = [token_keys(text) for text in self._texts]
        self.grams, self.frames = Grams(keys), Frames(texts)
        self.twins, self.kin = find_twins(self.grams), find_kin(self.grams)
        dice = np.random.default_rng(seed)
        ranked = np.array(sorted(range(len(texts)), key=lambda place: _mark(self._texts[place])), dtype=np.int64)
        self.order = dice.permutation(ranked)
        self._packed = [dice.permutation(ranked) for _ in range(BLOCKS)]
        self.drawn = np.sort(self.order[:MOST_REPORTS])
        some = self.grams if len(self.drawn) == len(keys) else Grams([keys[place] for place in self.drawn])
        self._kernels = kernel(some), kernel(some, (5,))
        self._meanings = None if vectors is None else _cosines(vectors[self.drawn])
        self.words = draw_size(int(self.grams.lengths.sum()))
        self.block = block or block_size(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def count(self, name: str) -> int:
        """How many reports a figure is of."""
        return len(self.drawn) if name in KERNELS else len(self)

    def figures(self, kept: Kept) -> dict[str, float | None]:
        """Every figure of the kept reports."""
        return {name: value for part in self._parts() for name, value in part(kept).items()}

    def figure(self, name: str, kept: Kept) -> float | None:
        """One figure of the kept reports, without the others where they are made apart."""
        if name == "self_bleu_4":
            return self_bleu_figures(self.grams, kept)[name]
        if name == "near_duplicates":
            return twin_figures(self.twins, kept)[name]
        if name == "retold":
            return kin_figures(self.kin, kept)[name]
        if name == "template_share":
            return template_share(self.frames, kept)
        if name == "vendi_phrases_share":
            return effective_share(self.likeness(), kept[self.drawn])
        return self.figures(kept)[name]

    def _parts(self) -> list[Callable[[Kept], Figures]]:
        parts: list[Callable[[Kept], Figures]] = [
            lambda kept: self_bleu_figures(self.grams, kept),
            lambda kept: distinct_figures(self.grams, kept, self.words),
            lambda kept: growth_figures(self.grams, kept, self.words),
            lambda kept: phrase_figures(self.grams, kept),
            lambda kept: compression_figures(self._texts, self._packed, kept, self.block),
            lambda kept: twin_figures(self.twins, kept),
            lambda kept: kin_figures(self.kin, kept),
            lambda kept: similarity_figures(*self._kernels, kept[self.drawn]),
            lambda kept: frame_figures(self.frames, kept),
        ]
        meanings = self._meanings
        return parts if meanings is None else [*parts, lambda kept: vector_figures(meanings, kept[self.drawn])]

    def likeness(self) -> NDArray[np.float64]:
        """The kernel of phrases, of the drawn reports."""
        return self._kernels[1]


def _cosines(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    rows = np.asarray(vectors, dtype=np.float64)
    found: NDArray[np.float64] = rows @ rows.T
    return found


def _mark(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
