"""Refusing real calls where they would be a mistake, as in tests."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from casewright.errors import ModelAccessError

__all__ = ["REAL_CALLS", "refuse_real_call"]

REAL_CALLS = "CASEWRIGHT_REAL_CALLS"
"""Environment variable: ``no`` refuses every call that would leave this machine."""

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def refuse_real_call(model: str, api_base: str | None) -> None:
    """Does nothing unless ``$CASEWRIGHT_REAL_CALLS`` is ``no``; read at call time.

    Raises:
        ModelAccessError: real calls are refused here, and this one would not go to loopback.
    """
    if os.environ.get(REAL_CALLS) != "no" or (api_base and urlsplit(api_base).hostname in LOOPBACK):
        return
    raise ModelAccessError(f"a real call of {model!r} is refused: {REAL_CALLS}=no; use casewright.testing in tests")
