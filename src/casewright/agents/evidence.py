"""Quotations are evidence only if code finds them in the report."""

from __future__ import annotations

from rapidfuzz import fuzz

from casewright.types import Quote, Report, Vote, VoteFailure

__all__ = ["MIN_SCORE", "find_quote", "verified"]

MIN_SCORE = 92.0
"""Least rapidfuzz partial ratio (0-100) at which a model's quotation counts as found; the report's words are kept."""


def find_quote(report: Report, words: str) -> Quote | None:
    """The place in the report that a model quoted, or ``None``. The quote kept is the report's own text."""
    words = words.strip().strip('"“”«»…. ')
    if len(words) < 4:
        return None
    at = report.text.find(words)
    if at >= 0:
        return Quote(words, at, at + len(words))
    found = fuzz.partial_ratio_alignment(words.lower(), report.text.lower(), score_cutoff=MIN_SCORE)
    if found is None or len(report.text.lower()) != len(report.text):
        return None
    return Quote(report.text[found.dest_start : found.dest_end], found.dest_start, found.dest_end)


def verified(vote: Vote | VoteFailure, report: Report) -> Vote | VoteFailure:
    """The vote, or a typed failure where *present* or *absent* is not shown by words of the report."""
    if isinstance(vote, VoteFailure) or vote.answer not in ("present", "absent"):
        return vote
    wrong = [quote for quote in vote.quotes if report.text[quote.start : quote.end] != quote.quote]
    if vote.quotes and not wrong:
        return vote
    return VoteFailure(vote.critic, vote.criterion, "unquoted", f"answered {vote.answer} without words of the report")
