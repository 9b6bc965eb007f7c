"""Rubrics as they are asked, kept by their hash; the check of a document of one's own; certificates and their age."""

from casewright.service.rubrics.keeping import keep_rubrics, kept_rubric, resolved_rubric
from casewright.service.rubrics.listing import listing_of

__all__ = ["keep_rubrics", "kept_rubric", "listing_of", "resolved_rubric"]
