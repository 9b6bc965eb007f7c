"""What is compared: our patterns, our patterns with presidio, and presidio as it comes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from casewright.measures.privacy import find_identifiers, find_with_presidio
from casewright.measures.privacy.identifiers_presidio import MODEL, presidio_available
from casewright.types import Language

__all__ = ["Finder", "Hit", "finders", "patterns", "presidio_defaults", "with_presidio"]

Hit = tuple[str, int, int]
Finder = Callable[[str, Language], list[Hit]]

_DEFAULTS = {
    "PERSON": "NAME", "LOCATION": "PLACE", "DATE_TIME": "DATE", "EMAIL_ADDRESS": "EMAIL", "PHONE_NUMBER": "PHONE",
    "US_SSN": "SSN", "CREDIT_CARD": "CREDIT_CARD", "IBAN_CODE": "IBAN", "IP_ADDRESS": "IP", "URL": "URL",
    "US_DRIVER_LICENSE": "LICENSE", "MEDICAL_LICENSE": "LICENSE", "US_PASSPORT": "ID_NUMBER",
    "US_BANK_NUMBER": "ID_NUMBER", "US_ITIN": "ID_NUMBER", "ES_NIF": "DNI", "ES_NIE": "NIE",
}  # fmt: skip


def patterns(text: str, language: Language) -> list[Hit]:
    """Ours, by pattern."""
    return [(one.type, one.start, one.end) for one in find_identifiers(text, language, policy="placeholders")]


def with_presidio(text: str, language: Language) -> list[Hit]:
    """Ours as `screen.presidio` has it."""
    return [(one.type, one.start, one.end) for one in find_with_presidio(text, language, policy="placeholders")]


def presidio_defaults(text: str, language: Language) -> list[Hit]:
    """Presidio's own registry with every entity and no threshold; English only."""
    found = _engine().analyze(text=text, language="en")
    return [(_DEFAULTS.get(one.entity_type, one.entity_type), one.start, one.end) for one in found]


def finders(language: Language) -> dict[str, Finder]:
    """By name, those that can run here."""
    ours: dict[str, Finder] = {"patterns": patterns}
    if language == "en" and presidio_available():
        ours |= {"patterns + presidio": with_presidio, "presidio's defaults": presidio_defaults}
    return ours


@cache
def _engine() -> Any:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from tldextract import TLDExtract

    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": MODEL}])
    engine.nlp = {"en": import_module(MODEL).load()}
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    extract = TLDExtract(cache_dir=None, suffix_list_urls=())
    for one in analyzer.registry.recognizers:
        if type(one).__name__ == "EmailRecognizer":
            one.validate_result = lambda value: bool(extract(value).fqdn)
    return analyzer
