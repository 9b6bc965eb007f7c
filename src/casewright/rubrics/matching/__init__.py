"""Concepts in a report, each with its status, time, subject, source, certainty, severity and quantity."""

from casewright.rubrics.matching.conflicts import Conflict, conflicts
from casewright.rubrics.matching.finding import find_mentions, matching_fingerprint
from casewright.rubrics.matching.passages import Passages

__all__ = ["Conflict", "Passages", "conflicts", "find_mentions", "matching_fingerprint"]
