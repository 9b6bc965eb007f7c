"""Which family a model is of, told from its name by a table that settings extend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from casewright.documents import parse_document

__all__ = ["Families", "families", "family_of"]

Families = Mapping[str, Sequence[str]]
"""Family to patterns: a whole word of a model's name, or its beginning where the pattern ends in ``*``."""


@cache
def families() -> Families:
    """Our table: family to patterns."""
    text = files(__package__).joinpath("families.yaml").read_text("utf-8")
    table: Families = parse_document(text, "models/families.yaml").data
    return table


def family_of(name: str, extra: Families | None = None) -> str:
    """The family of a model string, or ``unknown``; ``extra`` is looked into before our own table.

    The last part of the string counts most: ``openrouter/deepseek/deepseek-r1-distill-llama`` is deepseek's,
    and ``openai/NAME`` at somebody's own address is OpenAI's only if NAME says so.
    """
    for word in _words(name):
        for table in (extra or {}, families()):
            for family, patterns in table.items():
                if any(_matches(word, pattern) for pattern in patterns):
                    return family
    return "unknown"


def _words(name: str) -> Iterator[str]:
    for part in reversed(name.lower().split("/")):
        yield from re.split(r"[^a-z0-9_]+", part)


def _matches(word: str, pattern: str) -> bool:
    pattern = pattern.lower()
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
