"""The scripted writer of a storm: says what it is asked to say, or fails, as dice loaded by content tell it."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from casewright.testing import EndpointReply, Received, replies

__all__ = ["answer", "content_of"]

FORGETS, REFUSES, STUMBLES = 12, 3, 3
"""Of a hundred requests: a fact left out, a refusal, a server error where it is asked for the first time."""


def content_of(received: Received) -> str:
    """What was asked, as a hash: the same for the same call, whoever makes it and whenever."""
    return hashlib.sha256(json.dumps(received.body, sort_keys=True).encode()).hexdigest()[:32]


def answer(received: Received, delay: float, *, again: bool) -> EndpointReply:
    """The reply, which depends on what is asked alone; ``again`` where the same was asked before."""
    dice = int(content_of(received)[:8], 16) % 100
    if dice >= 100 - STUMBLES and not again:
        return replies.server_error()
    if dice >= 100 - STUMBLES - REFUSES:
        return replies.answer("I'm sorry, but I can't help with that.", delay=delay)
    lines = _told(received.body)
    if dice < FORGETS and len(lines) > 1:
        del lines[dice % len(lines)]
    return replies.answer("\n\n".join(lines), delay=delay)


def _told(body: Any) -> list[str]:
    """A whole document, section by section, or a few statements joined."""
    facts = body["messages"][-1]["content"].partition("This is an earlier draft")[0]
    blocks = re.findall(r"^(\S[^\n]*:)\n((?:- .+\n?)*)", facts.partition("colon.")[2], re.MULTILINE)
    if not blocks:
        return [" ".join(re.findall(r"^- (.+)$", facts, re.MULTILINE))]
    return [f"{head}\n" + told.replace("\n", " ").replace("- ", "") for head, told in blocks]
