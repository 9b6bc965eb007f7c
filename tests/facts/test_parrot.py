"""The case's own wording always passes, and a change of one fact in it never does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from casewright.facts import check_facts
from casewright.plans import CaseRequest, case_sources, draw_case, phrase
from casewright.rubrics.matching import find_mentions
from casewright.types import Case, Fact, FactCheck, Language, Order, Quantity, Report, Section
from casewright.vocabulary import concept
from casewright.vocabulary.kinds import kind as find_kind
from casewright.vocabulary.kinds import kinds

COURSE = ("illness-duration", "onset-latency", "symptom-free-interval")
"""What has a length or is not spoken of."""
CODES = case_sources()


def _case(code: str, language: Language, kind: str, index: int) -> Case:
    return draw_case(CaseRequest("order", Order(code, language=language, kind=kind), index, 11, ()))


def _report(case: Case, variant: int, changed: Mapping[str, Fact | None] | None = None) -> Report:
    """Told facts joined with full stops, section by section; ``changed`` replaces facts or leaves them out."""
    parts: list[str] = []
    sections: list[Section] = []
    at = 0
    for section in find_kind(case.kind).sections:
        facts = [fact for fact in case.facts if fact.told and fact.section == section.id]
        kept = [(changed or {}).get(fact.id, fact) for fact in facts]
        body = " ".join(phrase(fact, case, variant + i) for i, fact in enumerate(kept) if fact is not None)
        lead = f"{section.names[case.language][0]}:\n"
        if body:
            sections.append(Section(section.id, at + len(lead), at + len(lead) + len(body)))
            parts.append(f"{lead}{body}")
            at += len(lead) + len(body) + 2
    return Report("\n\n".join(parts), tuple(sections), case.language, case.kind)


def _check(case: Case, report: Report) -> FactCheck:
    return check_facts(case, report, find_mentions(report))


def _faults(check: FactCheck) -> list[str]:
    return [item.message for item in check.items if item.state != "told"] + [item.message for item in check.added]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("code", CODES)
def test_the_own_wording_passes(code: str, language: Language) -> None:
    """Every fact told and nothing added, for every kind."""
    for place, kind in enumerate(sorted(kinds())):
        case = _case(code, language, kind, place % 3)
        assert _faults(_check(case, _report(case, place % 3))) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("code", CODES)
def test_the_own_wording_passes_widely(code: str, language: Language) -> None:
    """The same over more cases and variants."""
    for kind in kinds():
        for index in range(8):
            case = _case(code, language, kind, index)
            for variant in range(5):
                assert _faults(_check(case, _report(case, variant))) == []


def _is_plain(fact: Fact) -> bool:
    """A symptom without quantity can be worded of anybody and with either status."""
    return concept(fact.concept).category == "symptom" and not concept(fact.concept).quantity


def _changes(fact: Fact) -> Iterator[tuple[str, Fact | None]]:
    yield "dropped", None
    if fact.subject == "patient" and fact.status == "present" and _is_plain(fact):
        yield "mother's", replace(fact, subject="mother", severity=None, time="lifetime")
    if fact.quantity is not None:
        yield "value", replace(fact, quantity=Quantity(fact.quantity.value * 2 + 1, fact.quantity.unit))
    if fact.status == "present" and fact.concept not in COURSE:
        yield "flipped", replace(fact, status="absent", quantity=None, severity=None)
    if fact.status == "absent" and _is_plain(fact):
        yield "flipped", replace(fact, status="present")


@pytest.mark.parametrize("language", ["en", "es"])
def test_one_changed_fact_is_noticed(language: Language) -> None:
    """Of facts dropped, flipped, given to the mother or given another value, 97 in a hundred and more are noticed."""
    tried = noticed = 0
    for place, code in enumerate(CODES[::3]):
        case = _case(code, language, ("intake", "emergency", "discharge")[place % 3], place)
        for fact in [fact for fact in case.facts if fact.told and fact.section != "impression"][place % 3 :: 3]:
            for _, change in _changes(fact):
                states = {item.id: item.state for item in _check(case, _report(case, 1, {fact.id: change})).items}
                tried += 1
                noticed += states[fact.id] != "told"
    assert tried > 100
    assert noticed / tried >= 0.97
