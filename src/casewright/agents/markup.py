"""Markup and repeated headings come off before anything is measured; the words stay as they are."""

from __future__ import annotations

import re

__all__ = ["plain_prose"]

MARKS = re.compile(r"^\s*(?:#+|>|[*\-•]|\d+[.)])\s+|\*\*|__|`+", re.MULTILINE)


def plain_prose(text: str, title: str) -> str:
    """One paragraph of plain words, without the section's title where the model repeated it."""
    words = MARKS.sub("", text).strip().strip('"').strip()
    words = re.sub(rf"\A{re.escape(title)}[ \t]*(?::|\n)\s*", "", words, flags=re.IGNORECASE)
    return re.sub(r"\s*\n\s*", " ", words)
