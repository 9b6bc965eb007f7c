"""Errors of the library as problems: what was allowed stays in their words, what was sent does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casewright.errors import (
    BudgetError,
    CasewrightError,
    ModelFailure,
    PausedError,
    StorageError,
    UnknownCodeError,
    UnknownNameError,
    UsageError,
)
from casewright.service.problems import Problem

__all__ = ["problem_of", "without_quotes"]

QUOTED = re.compile(r"""(?<!\w)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", re.DOTALL)
"""What our messages show with ``!r``: they quote what was sent, and what was allowed they list without quotes."""
RETRY = {"Retry-After": "5"}
SLUGS: Sequence[tuple[type[CasewrightError], str, str | None]] = (
    (UnknownCodeError, "unknown-code", None),
    (UnknownNameError, "unknown-name", None),
    (UsageError, "unusable", None),
    (StorageError, "storage-unavailable", "the ledger or the service's database can't be used now; ask again later"),
    (BudgetError, "budget-spent", "what may be spent on models is spent"),
    (PausedError, "model-unavailable", "no model would answer now; ask again later"),
    (ModelFailure, "model-unavailable", "a model gave no answer that could be used; ask again later"),
)


def problem_of(error: CasewrightError) -> Problem:
    """The problem that an error of ours is, seen from outside."""
    for kind, slug, told in SLUGS:
        if isinstance(error, kind):
            headers = RETRY if slug in ("storage-unavailable", "model-unavailable") else None
            return Problem(slug, told or without_quotes(str(error)), headers=headers)
    return Problem("internal", "this is our fault; the log has it under the request's id")


def without_quotes(message: str) -> str:
    """The message with all that it quotes left out."""
    return QUOTED.sub("…", message)
