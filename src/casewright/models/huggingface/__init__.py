"""Weights of one's own, run here by transformers through langchain-huggingface."""

from __future__ import annotations

from casewright.models.huggingface.model import HuggingFaceModel

__all__ = ["HuggingFaceModel"]
