"""Concept ids and kinds of document."""

from casewright.vocabulary.concepts import Concept, concept, concepts

__all__ = ["Concept", "concept", "concepts"]
