"""Two letters of a word change places."""

from __future__ import annotations

import re

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.edits.edit import Edit
from casewright.exams.passages import passages, with_text

__all__ = ["mistype"]

WORD = re.compile(r"\b[^\W\d_]{6,}\b")


def mistype(base: Base, seed: int = 0) -> Edit | None:
    """Mistypes one word of six letters or more, clinical or not, outside headings and diagnosis."""
    text = base.report.text
    places = [one for one in passages(base.report) if one.section != "impression"]
    slips = [slip for one in places for word in WORD.finditer(text, one.start, one.end) for slip in _slips(word)]
    if not slips:
        return None
    at = pick(slips, "typing-error", base.id, seed)
    changed = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return Edit("typing-error", base.id, with_text(base.report, changed), f"{text[at - 1 : at + 3]!r} at {at}")


def _slips(word: re.Match[str]) -> list[int]:
    """Inner places whose letter differs from the next."""
    letters = word.group()
    return [word.start() + i for i in range(1, len(letters) - 2) if letters[i] != letters[i + 1]]
