"""What checks make of a text, as (status, quotation) by concept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.rubrics.checks import observe
from casewright.types import Language, Report
from casewright.vocabulary.kinds import split_sections

Seen = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def seen() -> Seen:
    """``seen(concept, text)``: what one check says."""

    def look(concept: str, text: str, language: Language = "en", kind: str = "intake") -> list[tuple[str, str]]:
        report = Report(text, split_sections(text, language, kind), language, kind)
        found = [item for item in observe(report, {concept}) if item.concept == concept]
        return [(item.status, text[item.start : item.end]) for item in found]

    return look
