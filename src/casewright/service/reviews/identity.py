"""Ids as requests may say them; whatever else is asked for isn't here."""

from __future__ import annotations

import re
from typing import Any

from casewright.service.problems import Problem

__all__ = ["is_id", "known_ids"]

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


def is_id(value: Any) -> bool:
    """Whether this could be the id of anything."""
    return isinstance(value, str) and ID.fullmatch(value) is not None


def known_ids(*values: str) -> None:
    """Raises where one of them can't be an id.

    Raises:
        Problem: not-found.
    """
    if not all(map(is_id, values)):
        raise Problem("not-found", "no such item")
