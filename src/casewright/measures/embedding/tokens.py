"""Vectors of the tokens of texts, for measures that match them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from casewright.measures.embedding.protocol import Rows
from casewright.measures.privacy.confidential import Confidential

__all__ = ["TokenEmbedder", "Tokens"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Tokens(Confidential):
    """The tokens of one text, in order.

    Attributes:
        pieces: What each token is, as the embedder cuts it, marks of beginning and end left out; for weights by rarity.
        rows: A unit row a token, [tokens, d].
    """

    pieces: tuple[str, ...]
    rows: Rows


@runtime_checkable
class TokenEmbedder(Protocol):
    """An embedder that also tells the vectors of single tokens."""

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of each text, read to its end: by stretches where a model reads fewer tokens at a time."""
