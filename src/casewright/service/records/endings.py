"""Why a run ended, as those may hear it who don't see overlap."""

from __future__ import annotations

import re

__all__ = ["ending_why"]

CHECKS = re.compile(r"overlap:[^\s,;]+ \(\d+ of \d+\)(?:, overlap:[^\s,;]+ \(\d+ of \d+\))*")


def ending_why(why: str) -> str:
    """What ended a run, in words, without which check of overlap stood in how many samples' way."""
    return CHECKS.sub("overlap", why)
