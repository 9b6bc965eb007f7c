"""A conversation's last message as a wish for the writer: untrusted words, screened before they are kept anywhere."""

from __future__ import annotations

import asyncio

from casewright.graphs.screening import screen_value
from casewright.measures.directives import DirectiveKind, find_directives
from casewright.measures.surrogates import without_surrogates
from casewright.service.openai.requests import ChatRequest
from casewright.service.problems import Problem
from casewright.service.site import Site

__all__ = ["LONGEST", "wish_of"]

LONGEST = 2000
"""Characters of a wish."""
FITTING: frozenset[DirectiveKind] = frozenset({"task", "question"})
"""What a wish may be beside a description: it speaks of the writing, and may ask."""


async def wish_of(site: Site, request: ChatRequest) -> str | None:
    """The user's last message, copies of the reference corpus masked; ``None`` where no message says anything.

    Raises:
        Problem: the profile takes no messages, or the message is too long or instructs whoever reads it.
    """
    if not any(message.text.strip() for message in request.messages):
        return None
    if request.profile not in site.serving.messages:
        raise Problem("unusable", "messages must be empty under this profile: what is wanted stands in metadata")
    said = [message.text.strip() for message in request.messages if message.role == "user"]
    if not said or not said[-1]:
        raise Problem("unusable", "the last message of role user is the wish; there is none with words in it")
    if len(said[-1]) > LONGEST:
        raise Problem("unusable", f"a message may have up to {LONGEST:,} characters", allowed=LONGEST)
    return await asyncio.to_thread(_screened, site, request.profile, said[-1])


def _screened(site: Site, profile: str, said: str) -> str:
    text = without_surrogates(said).replace("\0", "\ufffd")
    kinds = {item.kind for item in find_directives(text)} - FITTING
    if kinds:
        told = ", ".join(sorted(kinds))
        raise Problem("unusable", f"a message may wish for tone, order and emphasis; this one instructs ({told})")
    found: str = screen_value(text, site.profiles.reference(profile))
    return found
