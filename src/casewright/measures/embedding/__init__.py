"""Vectors of texts, made in this process, and the distances between them."""

from __future__ import annotations

from casewright.measures.embedding.nearest import Nearest, nearest
from casewright.measures.embedding.protocol import Embedder, Rows
from casewright.measures.embedding.registry import EMBEDDERS, embedder

__all__ = ["EMBEDDERS", "Embedder", "Nearest", "Rows", "embedder", "nearest"]
