"""Names of files by outcome."""

from __future__ import annotations

from collections.abc import Mapping

from casewright.types import Outcome

__all__ = ["FILES"]

FILES: Mapping[Outcome, str] = {
    "accepted": "accepted.jsonl",
    "rejected": "rejected.jsonl",
    "needs_review": "needs_review.jsonl",
    "error": "errors.jsonl",
    "surplus": "surplus.jsonl",
    "cancelled": "cancelled.jsonl",
}
