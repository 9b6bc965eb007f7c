"""What a directive is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Directive", "DirectiveKind", "Disguise"]

DirectiveKind = Literal[
    "override",
    "address",
    "answer",
    "verdict",
    "turn",
    "boundary",
    "role",
    "praise",
    "task",
    "question",
    "comment",
    "encoded",
    "letters",
    "repetition",
]
"""override: earlier instructions are revoked; address: a judge, reader or model is spoken to; answer: what to answer is
said; verdict: a ruling in the form that a judge replies in; turn: a system's or assistant's turn; boundary: a line that
ends or begins a report; role: the reader is given a role; praise: the report praises itself; task: it speaks of having
been written; question: a question about the report; comment: one that a renderer hides; encoded: text that only a
decoder reads; letters: those of two alphabets in one word, or chosen for show; repetition: a sentence said over and
over."""

Disguise = Literal["none", "characters", "escapes", "backwards", "rotated", "encoded"]
"""characters: invisible, full width or look-alike; escapes: ``&#105;``, ``%69`` or ``\\u0069``; rotated: by 13 letters;
encoded: base64 or hexadecimal."""


@dataclass(frozen=True, slots=True)
class Directive:
    """Where a directive stands, in code points of the text as it is, and how it was hidden."""

    kind: DirectiveKind
    start: int
    end: int
    disguise: Disguise = "none"
