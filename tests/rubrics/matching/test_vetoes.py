"""Fictional sentences about what decides the contradictions of rubrics: what is said, what is denied, and near misses.

Lines are ``concept|sentence`` or ``concept=absent|sentence``; one that begins with ``!`` must not be read so. Like
those of ``test_tuning`` they were tuned on, and say nothing about texts that nobody tuned on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casewright.rubrics.matching import find_mentions
from casewright.types import Language, Report, Section
from casewright.vocabulary.finds import evaluate

FOLDER = Path(__file__).parent / "tuning"
HEADS = {"en": "History of present illness: ", "es": "Enfermedad actual: "}
ANY_TIME = frozenset({"mania", "hypomania"})
KNOWN_GAPS = {"en": 14, "es": 26}
KNOWN_FALSE = {"en": 0, "es": 0}


def lines(language: Language) -> Iterator[str]:
    text = (FOLDER / f"vetoes.{language}.txt").read_text("utf-8")
    return (line for line in text.splitlines() if line.strip())


def holds(language: Language, wanted: str, sentence: str) -> bool:
    name, _, status = wanted.partition("=")
    text = HEADS[language] + sentence
    report = Report(text, (Section("present-illness", len(HEADS[language]), len(text)),), language, "intake")
    leaf = {"concept": name, "status": status or "present", **({"time": "any"} if name in ANY_TIME else {})}
    return evaluate(leaf, find_mentions(report)).answer == "present"


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_said_or_denied_is_found(language: Language) -> None:
    """No sentence that was found once may be lost."""
    missed = [line for line in lines(language) if line[0] != "!" and not holds(language, *line.split("|"))]
    assert len(missed) <= KNOWN_GAPS[language], missed


@pytest.mark.parametrize("language", ["en", "es"])
def test_near_misses_are_not_read_so(language: Language) -> None:
    """Denied, another person's, past, feared, or something else in the same words."""
    wrong = [line for line in lines(language) if line[0] == "!" and holds(language, *line[1:].split("|"))]
    assert len(wrong) <= KNOWN_FALSE[language], wrong
