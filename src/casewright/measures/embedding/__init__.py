"""Vectors of texts, made in this process, and the distances between them."""

from __future__ import annotations

from casewright.measures.embedding.nearest import Nearest, nearest
from casewright.measures.embedding.protocol import Embedder, Rows
from casewright.measures.embedding.registry import EMBEDDERS, embedder
from casewright.measures.embedding.static_words import StaticWords
from casewright.measures.embedding.tokens import TokenEmbedder, Tokens

__all__ = ["EMBEDDERS", "Embedder", "Nearest", "Rows", "StaticWords", "TokenEmbedder", "Tokens", "embedder", "nearest"]
