"""A style profile steers form: order, length, sentences, abbreviations; without one nothing is other than before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.agents.document_writer import DocumentWriter
from casewright.agents.house_style import HouseStyle
from casewright.agents.protocol import Brief
from casewright.agents.section_writer import SectionWriter
from casewright.facts import check_facts
from casewright.measures.style import StyleProfile
from casewright.measures.style.numbers import Spread
from casewright.measures.style.profile import AbbreviationUse, SectionUse
from casewright.models.protocol import ModelRequest
from casewright.plans import CaseRequest, draw_case
from casewright.rubrics.matching import find_mentions
from casewright.testing import FunctionModel
from casewright.types import Case, Language, Order, Report
from casewright.vocabulary.kinds import kind


def profile(language: Language = "en", **changes: Any) -> StyleProfile:
    words = Spread(300, 200, 280, 350)
    order = ("plan", "impression", "mental-state", "reason", "present-illness", "course")
    sections = tuple(SectionUse(one, 0.5, words, {}) for one in order)
    uses = {"pt": AbbreviationUse(1.0, 9), "SI": AbbreviationUse(0.0, 1), "MRI": AbbreviationUse(1.0, 2)}
    base = StyleProfile(language, 10, 90, 90, True, words, Spread(11, 9, 11, 14), 0.3, sections, uses, {})
    return replace(base, **changes)


def repeat(request: ModelRequest) -> str:
    lines = [line[2:] for line in request.messages[-1].content.splitlines() if line.startswith("- ")]
    return " ".join(lines).replace("She ", "The patient ", 1).replace("He ", "The patient ", 1)


def document(request: ModelRequest) -> str:
    body = request.messages[-1].content.split("followed by a colon.\n\n")[1].split("\n\nReply with")[0]
    return body.replace("- ", "")


@pytest.fixture(params=["section", "document"])
def make(request: pytest.FixtureRequest) -> Any:
    """A writer of each sort over a scripted model, with or without a style."""
    if request.param == "section":
        return lambda style=None: SectionWriter(FunctionModel(repeat, small=True), style=style)
    return lambda style=None: DocumentWriter(FunctionModel(document), style=style)


async def requests(writer: Any, case: Case) -> tuple[Report, tuple[ModelRequest, ...]]:
    report = await writer.write(Brief(case, 1))
    return report, tuple(writer.model.requests)


async def test_a_profile_of_another_language_changes_nothing(make: Any, case: Case) -> None:
    """The requests are byte for byte those without any, and so is the report."""
    other = HouseStyle((profile("es" if case.language == "en" else "en"),))
    assert await requests(make(other), case) == await requests(make(), case)


async def test_no_style_leaves_no_trace_in_a_prompt(make: Any, case: Case) -> None:
    """Nor in the writer's fingerprint, which is part of the run's identity; a style is in both."""
    styled, plain = make(HouseStyle((profile(case.language),))), make()
    _, without = await requests(plain, case)
    _, asked = await requests(styled, case)
    assert without != asked
    told = {line for request in asked for message in request.messages for line in message.content.splitlines()}
    plainly = {line for request in without for message in request.messages for line in message.content.splitlines()}
    assert any("11 words" in line or "11 palabras" in line for line in told - plainly)
    assert plain.fingerprint != styled.fingerprint
    other = HouseStyle((profile(case.language, short_sentences=0.1),))
    assert make(other).fingerprint != styled.fingerprint


async def test_sections_stand_as_the_house_has_them(make: Any, case: Case) -> None:
    """Its own in its order, in the places that they have in the kind; the others stay where they were."""
    report, _ = await requests(make(HouseStyle((profile(case.language),))), case)
    plain, _ = await requests(make(), case)
    found = [part.id for part in report.sections]
    assert sorted(found) == sorted(part.id for part in plain.sections)
    assert [one for one in found if one in ("plan", "impression", "mental-state", "reason")] == [
        "plan", "impression", "mental-state", "reason",
    ]  # fmt: skip
    assert found != [part.id for part in plain.sections]
    assert all(report.text[part.start : part.end].strip() for part in report.sections)


async def test_a_case_told_in_the_house_s_style_tells_every_fact(case: Case) -> None:
    """Order and abbreviations break nothing for the fact check."""
    writer = SectionWriter(FunctionModel(repeat, small=True), style=HouseStyle((profile(case.language),)))
    report = await writer.write(Brief(case, 1))
    assert {item.state for item in check_facts(case, report, find_mentions(report)).items} == {"told"}
    if case.language == "en":
        assert "he pt " in report.text


@given(st.lists(st.sampled_from(["plan", "course", "risk", "reason", "mental-state", "scales"]), unique=True))
def test_no_order_adds_or_drops_a_section(order: list[str]) -> None:
    """Whatever a profile says, a kind's sections are all there, once."""
    case = draw_case(CaseRequest("order", Order("F32.1"), 3, 11, ()))
    words = Spread(300)
    style = HouseStyle((profile(sections=tuple(SectionUse(one, 0.5, words, {}) for one in order)),))
    own = [section.id for section in kind(case.kind).sections]
    assert sorted(style.order(case)) == sorted(own)
    known = [one for one in order if one in own]
    assert [one for one in style.order(case) if one in known] == known


@pytest.mark.parametrize(
    ("words", "most"),
    [(Spread(5, 4, 5, 6), 1500), (Spread(9000, 8000, 9000, 9999), 1500), (Spread(300), 360), (Spread(1), 1500)],
    ids=["too short for the facts", "too long for the kind", "few patients", "hardly anything"],
)
def test_a_length_is_never_less_than_the_facts_need_nor_outside_the_kind(words: Spread, most: int) -> None:
    """The kind's limits stand, and every fact's own sentence has room."""
    case = draw_case(CaseRequest("order", Order("F32.1"), 3, 11, ()))
    low, high = HouseStyle((profile(words=words),)).words(case)
    least, longest = kind(case.kind).words["en"]
    assert least <= low <= high <= min(longest, most)
    assert high >= 100


def test_a_document_has_an_abbreviation_as_often_as_the_house_s_patients() -> None:
    """Drawn by the case's seed; one that nobody may use is never drawn."""
    case = draw_case(CaseRequest("order", Order("F32.1"), 3, 11, ()))
    style = HouseStyle((profile(abbreviations={"pt": AbbreviationUse(0.3, 9), "MRI": AbbreviationUse(1.0, 2)}),))
    drawn = [style.shorts(replace(case, seed=seed)) for seed in range(400)]
    assert set(drawn) == {(), ("pt",)}
    assert 0.2 < sum(map(len, drawn)) / 400 < 0.4
    assert style.shorts(case) == style.shorts(case)


async def test_a_large_model_is_told_what_it_may_shorten(case: Case) -> None:
    """By name, in a line of its own."""
    _, (request,) = await requests(
        DocumentWriter(FunctionModel(document), style=HouseStyle((profile(case.language),))), case
    )
    assert ("in place of the words: pt. No others" in request.messages[-1].content) == (case.language == "en")
    assert "30% of sentences have five words or fewer" in request.messages[-1].content
