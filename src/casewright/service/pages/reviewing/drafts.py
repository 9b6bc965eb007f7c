"""The attempts at a sample, as a reader compares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from casewright.service.pages.reviewing.differing import Change, changes

__all__ = ["DraftView", "drafts_of"]


@dataclass(frozen=True, slots=True)
class DraftView:
    """What one attempt changed in the draft before it, and why it had to. ``changes`` is ``None`` where a draft may
    not be shown."""

    number: int
    reasons: tuple[tuple[str, str], ...]
    """Kind and words of what was wrong with the draft before."""
    changes: tuple[Change, ...] | None


def drafts_of(record: Mapping[str, Any]) -> tuple[DraftView, ...]:
    """One entry for each attempt after the first."""
    history = [*(record.get("history") or ())]
    texts = [*(_text(attempt) for attempt in history), record.get("text")]
    return tuple(
        DraftView(number + 2, _reasons(history[number]), _between(before, after))
        for number, (before, after) in enumerate(pairwise(texts))
    )


def _text(attempt: Mapping[str, Any]) -> str | None:
    report = (attempt.get("assessment") or {}).get("report") or {}
    text: str | None = report.get("text")
    return text


def _reasons(attempt: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((one["kind"], one["message"]) for one in attempt.get("reasons", ()))


def _between(before: str | None, after: str | None) -> tuple[Change, ...] | None:
    return None if before is None or after is None else changes(before, after)
