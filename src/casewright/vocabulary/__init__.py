"""Concept ids and kinds of document."""

from casewright.vocabulary.concepts import Concept, concept, concepts
from casewright.vocabulary.kinds import Kind, KindSection, heading, kind, split_sections

__all__ = ["Concept", "Kind", "KindSection", "concept", "concepts", "heading", "kind", "split_sections"]
