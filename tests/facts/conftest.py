"""A reader of one-section texts, so that a test can say what it means in a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casewright.facts.reading import Passage, read_passages
from casewright.types import Language, Report, Section

Read = Callable[..., tuple[Passage, ...]]


@pytest.fixture
def read() -> Read:
    """Reads a text as one section."""

    def run(text: str, language: Language = "en", section: str = "present-illness") -> tuple[Passage, ...]:
        report = Report(text, (Section(section, 0, len(text)),), language)
        return read_passages(report, (), language)

    return run
