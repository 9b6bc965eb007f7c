"""Duration cut: how long the illness has lasted falls below what the code needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casewright.exams.bases import Base
from casewright.exams.dice import pick
from casewright.exams.operators.defect import Defect
from casewright.exams.passages import with_text
from casewright.exams.swaps import Swap, make_swaps
from casewright.exams.word_bank import bank
from casewright.types import Fact, Quantity, Report
from casewright.vocabulary.concepts import concept

__all__ = ["cut_duration"]


def cut_duration(base: Base, seed: int = 0) -> Defect | None:
    """Puts a span too short for the code in place of one that a told symptom, use or illness has lasted.

    Does not apply where the code has no least duration (F43.1) or the text names no span.
    """
    words = bank("duration")[base.case.language]
    cut = next((span for code, span in words["cuts"].items() if base.case.code.startswith(code)), None)
    places = [place for fact in base.case.facts if _lasts(fact) for place in _spans(base.report, fact)]
    if cut is None or not places:
        return None
    start, end = pick(sorted(set(places)), "duration-cut", base.id, seed)
    text = make_swaps(base.report.text, [Swap(start, end, cut)])
    said = f"{base.report.text[start:end]!r} became {cut!r}"
    return Defect("duration-cut", base.id, with_text(base.report, text), "facts", said)


def _lasts(fact: Fact) -> bool:
    mine = fact.subject == "patient" and fact.status == "present" and fact.time == "current"
    return mine and fact.quantity is not None and concept(fact.concept).category in ("symptom", "substance")


def _spans(report: Report, fact: Fact) -> Iterator[tuple[int, int]]:
    """Where its quantity stands: in its own section, or in any other if not there."""
    own = [section for section in report.sections if section.id == fact.section]
    found = [place for section in own for place in _written(report, fact, section.start, section.end)]
    yield from found or _written(report, fact, 0, len(report.text))


def _written(report: Report, fact: Fact, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _expression(report.language).finditer(report.text, start, end):
        if _read(match, report.language) == fact.quantity:
            yield match.span()


def _expression(language: str) -> re.Pattern[str]:
    words = bank("duration")[language]
    numbers, units = "|".join(words["numbers"]), "|".join(words["units"])
    return re.compile(rf"\b(\d+|{numbers}) ({units})\b", re.IGNORECASE)


def _read(match: re.Match[str], language: str) -> Quantity:
    words = bank("duration")[language]
    number = match[1].lower()
    return Quantity(float(words["numbers"].get(number) or number), words["units"][match[2].lower()])
