"""A report goes to a judge as data: between lines its author could not foresee, without a chat template's own marks."""

from __future__ import annotations

import re

from casewright.hashing import content_hash

__all__ = ["boundary", "enclose"]

MARKS = re.compile(
    r"<[|｜][^|｜<>\n]{0,60}[|｜]>"  # <|im_end|>, <|eot_id|>, and DeepSeek's with full-width bars
    r"|</?s>|\[/?INST\]|<</?SYS>>|\[/?(?:SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)\]"
    r"|<(?:start|end)_of_turn>|</?(?:think|thinking|thought|reasoning)>|\[/?THINK\]"
    r"|={5,}",
    re.IGNORECASE,
)
"""What a chat template or our own boundary is made of; tokenizers read some of these as control tokens."""
HARMLESS = str.maketrans("<>[]=", "‹›⟦⟧-")


def boundary(text: str, seed: int, noun: str = "REPORT") -> str:
    """A line that the text's author could not have foreseen; equal calls get equal boundaries."""
    return f"====={noun} {content_hash(['boundary', seed, text], 24)}====="


def enclose(text: str, seed: int, noun: str = "REPORT") -> str:
    """The text between two boundary lines, which say what it is.

    Marks that could end the turn, begin a thought or pass for a boundary are shown by other characters, one for one:
    a quotation that holds one is still found, since finding it tolerates a few differences.
    """
    line = boundary(text, seed, noun)
    shown = MARKS.sub(lambda mark: mark.group().translate(HARMLESS), text)
    return f"{line}\n{shown}\n{line}"
