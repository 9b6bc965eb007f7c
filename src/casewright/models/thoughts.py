"""Taking a reasoning model's thoughts off its answer, before anything stores, measures or quotes it."""

from __future__ import annotations

import re

from casewright.errors import ModelFailure

__all__ = ["strip_thoughts"]

TAGS = "think|thinking|thought|reasoning"
OPENING = re.compile(rf"<(?:{TAGS})>|\[THINK\]", re.IGNORECASE)
CLOSING = re.compile(rf"</(?:{TAGS})>|\[/THINK\]", re.IGNORECASE)


def strip_thoughts(text: str) -> str:
    """What follows the last closing tag; the opening one may be missing and the block empty.

    Raises:
        ModelFailure: ``truncated``, when a thought is opened and never closed: no answer was reached.
    """
    ends = [closing.end() for closing in CLOSING.finditer(text)]
    answer = text[ends[-1] :] if ends else text
    if OPENING.search(answer):
        raise ModelFailure("truncated", "the reply ends within the model's thoughts")
    return answer.strip()
