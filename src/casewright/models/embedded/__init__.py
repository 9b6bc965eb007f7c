"""Small models that run here, without a key: their weights, obtained by hash, and llama.cpp to run them."""

from __future__ import annotations

from casewright.models.embedded.cache import cache_folder, find_cached, source_of
from casewright.models.embedded.catalogue import Carrier, HubFile, Weights, find_weights, weights
from casewright.models.embedded.model import EmbeddedModel
from casewright.models.embedded.obtain import Report, obtain

__all__ = [
    "Carrier",
    "EmbeddedModel",
    "HubFile",
    "Report",
    "Weights",
    "cache_folder",
    "find_cached",
    "find_weights",
    "obtain",
    "source_of",
    "weights",
]
