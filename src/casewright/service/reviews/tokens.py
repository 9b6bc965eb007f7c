"""Where a page of the queue ended, as a token that says nothing and can only name a place."""

from __future__ import annotations

import base64
import json

from casewright.service.problems import Problem
from casewright.service.reviews.identity import is_id

__all__ = ["Place", "place_of", "token_of"]

Place = tuple[float, str, str]
"""Priority, run and sample of the last row."""
LONGEST = 512


def token_of(place: Place) -> str:
    """The token of a place."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place_of(token: str) -> Place:
    """The place that a token names.

    Raises:
        Problem: bad-request.
    """
    try:
        if len(token) > LONGEST:
            raise ValueError
        priority, run, sample = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        if not (isinstance(priority, int | float) and is_id(run) and is_id(sample)):
            raise ValueError
    except (ValueError, TypeError):
        raise Problem("bad-request", "the token of a page is one that a page before it gave") from None
    return float(priority), run, sample
