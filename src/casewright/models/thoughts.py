"""Taking a reasoning model's thoughts off its answer, before anything stores, measures or quotes it."""

from __future__ import annotations

import re
from dataclasses import replace

from casewright.errors import ModelFailure
from casewright.models.protocol import Usage

__all__ = ["count_thoughts", "split_thoughts", "strip_thoughts", "thinks"]

TAGS = "think|thinking|thought|reasoning"
OPENING = re.compile(rf"<(?:{TAGS})>|\[THINK\]|◁think▷", re.IGNORECASE)
CLOSING = re.compile(rf"</(?:{TAGS})>|\[/THINK\]|◁/think▷", re.IGNORECASE)
THINKERS = re.compile(
    r"(?<![a-z0-9])(?:r1|qwq|qvq|qwen3|o[134]|gpt-5|gpt-oss|magistral|reasoner|reasoning|thinking)(?![a-z0-9])",
    re.IGNORECASE,
)


def thinks(name: str) -> bool:
    """Whether a model's name says that it may think before it answers, and so needs more room for one."""
    return THINKERS.search(name.rpartition("/")[2]) is not None


def strip_thoughts(text: str) -> str:
    """What follows the last closing tag; the opening one may be missing and the block empty.

    Raises:
        ModelFailure: ``truncated``, when a thought is opened and never closed: no answer was reached.
    """
    return split_thoughts(text)[1]


def split_thoughts(text: str) -> tuple[str, str]:
    """Thoughts, for counting only, and the answer.

    Raises:
        ModelFailure: ``truncated``, as above.
    """
    ends = [closing.end() for closing in CLOSING.finditer(text)]
    cut = ends[-1] if ends else 0
    if OPENING.search(text, cut):
        raise ModelFailure("truncated", "the reply ends within the model's thoughts")
    return text[:cut], text[cut:].strip()


def count_thoughts(usage: Usage, content: str, aside: str | None = None) -> Usage:
    """The usage with its thought tokens, where the server counted none though there were thoughts.

    They are then the share of the completion tokens that thoughts have of all characters: an estimate.

    Args:
        usage: as the server has it.
        content: the reply with whatever thoughts are in it, closed.
        aside: thoughts that came in a field of their own.
    """
    thoughts, answer = split_thoughts(content)
    size = len(thoughts) + len(aside or "")
    if usage.thought_tokens or not size:
        return usage
    return replace(usage, thought_tokens=round(usage.completion_tokens * size / (size + len(answer))))
