"""Comparing with the reference corpus answers a question about it: how often, and how alike the questions are."""

from casewright.service.overlap.watching import checked_overlap

__all__ = ["checked_overlap"]
