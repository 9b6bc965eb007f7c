"""Concepts in a report, each with its status, time, subject, source, certainty, severity and quantity."""

from casewright.rubrics.matching.conflicts import Conflict, conflicts
from casewright.rubrics.matching.finding import find_mentions, matching_fingerprint

__all__ = ["Conflict", "conflicts", "find_mentions", "matching_fingerprint"]
