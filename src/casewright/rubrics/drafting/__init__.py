"""Drafts of rubrics for the codes that no file speaks of."""

from casewright.rubrics.drafting.draft import draft, with_drafts

__all__ = ["draft", "with_drafts"]
