"""Cells that a spreadsheet would run as formulas are written so that it doesn't, and read back as they were.

A formula in a cell is how a table attacks whoever opens it (OWASP, "CSV Injection").
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["escaped", "unescaped"]

RISKY = re.compile(r"'*[=+\-@\t\r]")
ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def escaped(value: Any) -> Any:
    """An apostrophe before text that begins as a formula does; numbers stay."""
    return f"'{value}" if isinstance(value, str) and RISKY.match(value) else value


def unescaped(value: Any) -> Any:
    """What `escaped` was given."""
    return value[1:] if isinstance(value, str) and ESCAPED.match(value) else value
