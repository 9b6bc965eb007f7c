"""The patterns of directives, by kind: RE2 expressions from one file a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from casewright.documents import parse_document
from casewright.measures.directives.directive import DirectiveKind

__all__ = ["LANGUAGES", "expressions", "patterns"]

LANGUAGES = ("any", "en", "es", "fr", "de", "pt", "it", "zh", "ru")
MEMORY = 64 << 20
"""Most bytes that RE2 may use for one automaton; it takes what it needs."""
GAP = r"(?:[\s*_~`|>#\"'-]+)"
"""What a space of a pattern stands for: white space, and signs of markup or quotation among it."""


@cache
def patterns() -> tuple[tuple[DirectiveKind, Any], ...]:
    """All expressions of a kind and a language as one compiled alternative; matching takes time linear in the text.

    One automaton for all languages of a kind would outgrow RE2's memory and fall back to its slow engine.
    """
    import re2

    options = re2.Options()
    options.max_mem = MEMORY
    return tuple(
        (kind, re2.compile("(?m)" + "|".join(f"(?:{one.replace(' ', GAP)})" for one in found), options))
        for language in LANGUAGES
        for kind, found in expressions(language).items()
    )


@cache
def expressions(language: str) -> Mapping[DirectiveKind, tuple[str, ...]]:
    """A language's expressions as they are written, by kind."""
    place = files("casewright.measures.directives") / "languages" / f"{language}.yaml"
    data = parse_document(place.read_text("utf-8"), place.name).data
    return {kind: tuple(data[kind]) for kind in get_args(DirectiveKind) if kind in data}
