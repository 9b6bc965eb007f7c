"""What turns texts into vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["Embedder", "Rows"]

Rows = NDArray[np.float32]
"""One row a text: of length one, or zero for a text in which the embedder finds nothing."""


class Embedder(Protocol):
    """Texts in, unit vectors out, in this process."""

    @property
    def name(self) -> str:
        """What it is called in settings and records."""

    @property
    def fingerprint(self) -> str:
        """Tells one set of weights and one way of using them from another: 16 hex digits."""

    def fitted(self, texts: Sequence[str]) -> Embedder:
        """One that is ready for these texts: itself where weights are given, made from them where none are.

        Texts that are compared belong in one call, corpus, held-out notes and reports alike: what is fitted on one
        side alone describes that side better.
        """

    def embed(self, texts: Sequence[str]) -> Rows:
        """One row a text, 32-bit, n x d."""
