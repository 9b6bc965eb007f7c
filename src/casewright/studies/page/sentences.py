"""Sentences of parts as a page prints them: a capital, a full stop, true minus signs, languages by their names"""

from __future__ import annotations

import re

from casewright.studies.tongues import TONGUES

__all__ = ["sentence", "spoken"]

MINUS = re.compile(r"(?<![\w.\-−])-(?=\d)")
ENCLOSED = re.compile(r"\((en|es)\)|\bin (en|es)\b|\bin '(en|es)'")


def spoken(text: str) -> str:
    """With ``in English`` for ``(en)`` and ``in en``, and a minus sign before what is below zero."""
    return MINUS.sub("−", ENCLOSED.sub(lambda found: f"in {_name(found)}", text))


def sentence(text: str) -> str:
    """Parts write sentences with and without a capital and a full stop; a name keeps its own letters."""
    told = spoken(text).strip()
    first = told.split(" ", 1)[0].rstrip(",:;")
    whole = (
        told[:1].upper() + told[1:] if len(first) > 1 and first.replace("-", "").replace("'", "").isalpha() else told
    )
    return whole if not whole or whole.endswith((".", "?", "!")) else f"{whole}."


def _name(found: re.Match[str]) -> str:
    code = next(one for one in found.groups() if one)
    return next(name for language, name in TONGUES.items() if language == code)
