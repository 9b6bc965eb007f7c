"""Writers turn told facts into a report: in the kind's sections, a few facts a call, repairing only what failed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casewright.agents.composition import facts_by_section
from casewright.agents.document_writer import DocumentWriter
from casewright.agents.examples import example_for
from casewright.agents.parrot import ParrotWriter
from casewright.agents.protocol import Brief
from casewright.agents.section_writer import GROUP, SectionWriter
from casewright.errors import ModelFailure
from casewright.facts import check_facts, fact_reasons
from casewright.icd10 import table
from casewright.models.protocol import ModelReply, ModelRequest
from casewright.rubrics.matching import find_mentions
from casewright.testing import FunctionModel
from casewright.types import Case, FactCheck, Report
from casewright.vocabulary.kinds import heading, kind


def statements(request: ModelRequest) -> list[str]:
    """The facts of a section call."""
    return [line[2:] for line in request.messages[-1].content.splitlines() if line.startswith("- ")]


def repeat(request: ModelRequest) -> str:
    return " ".join(statements(request))


def check(case: Case, report: Report) -> FactCheck:
    return check_facts(case, report, find_mentions(report))


async def test_the_parrot_tells_every_fact_in_the_kinds_order(case: Case) -> None:
    """Sections have the kind's headings, and offsets point behind them."""
    report = await ParrotWriter().write(Brief(case, 1))
    order = [section.id for section in kind(case.kind).sections]
    found = [part.id for part in report.sections]
    assert found == sorted(found, key=order.index)
    for part in report.sections:
        assert report.text[: part.start].endswith(f"{heading(part.id, case.language, case.kind)}:\n")
    assert {item.state for item in check(case, report).items} == {"told"}


async def test_a_small_model_gets_a_few_facts_a_call(case: Case) -> None:
    """Every fact once, at most four together, after an example of the patient's pronouns."""
    model = FunctionModel(repeat, small=True)
    await SectionWriter(model).write(Brief(case, 1))
    asked = [statements(request) for request in model.requests]
    assert max(map(len, asked)) <= GROUP
    told = [fact for fact in case.facts if fact.told and not fact.concept.startswith("dx-")]
    family = [
        fact for fact in case.facts if fact.told and fact.concept.startswith("dx-") and fact.section != "impression"
    ]
    assert sum(map(len, asked)) == len(told) + len(family)
    example = example_for(case, case.seed + 1)
    assert all(request.messages[2].content == example.prose for request in model.requests)


async def test_the_diagnosis_never_passes_through_the_model(case: Case) -> None:
    """Its words are the code table's."""
    model = FunctionModel(repeat, small=True)
    report = await SectionWriter(model).write(Brief(case, 1))
    title = table(case.system).title(case.code, case.language).text
    assert title in report.text
    assert all(title not in request.messages[-1].content for request in model.requests)


async def test_a_fact_left_out_is_told_behind_what_stands(case: Case) -> None:
    """One short call, and the rest of the report stays as it was."""
    lost = next(fact for fact in facts_by_section(case)["present-illness"] if fact.concept != "illness-duration")
    whole = await SectionWriter(FunctionModel(repeat, small=True)).write(Brief(case, 1))
    checked = check(case, whole)
    items = tuple(replace(item, state="missing") if item.id == lost.id else item for item in checked.items)
    failed = FactCheck(items, ())
    model = FunctionModel(repeat, small=True)
    brief = Brief(case, 2, whole, fact_reasons(failed, case), failed)
    repaired = await SectionWriter(model).write(brief)
    assert [len(statements(request)) for request in model.requests] == [1]
    assert len(repaired.text) > len(whole.text)
    assert repaired.text.startswith(whole.text[: whole.sections[0].end])


async def test_added_content_has_its_section_written_again(case: Case) -> None:
    """The section is rewritten in smaller groups; the others are kept."""

    def embellish(request: ModelRequest) -> str:
        return f"{repeat(request)} Lithium 900 mg."

    whole = await SectionWriter(FunctionModel(embellish, small=True)).write(Brief(case, 1))
    checked = check(case, whole)
    assert checked.added
    model = FunctionModel(repeat, small=True)
    repaired = await SectionWriter(model).write(Brief(case, 2, whole, fact_reasons(checked, case), checked))
    assert "ithium" not in repaired.text


async def test_a_section_cut_off_is_no_draft(case: Case) -> None:
    """A truncated paragraph is never passed on."""
    model = FunctionModel(lambda request: ModelReply("She has felt", "length"), small=True)
    with pytest.raises(ModelFailure, match="cut off"):
        await SectionWriter(model).write(Brief(case, 1))


async def test_a_large_model_writes_the_document_in_one_call(case: Case) -> None:
    """Its headings are read back into sections, its markup comes off, and the diagnosis is the table's."""

    def document(request: ModelRequest) -> str:
        body = request.messages[-1].content.split("followed by a colon.\n\n")[1].split("\n\nReply with")[0]
        return "**Report**\n\n" + body.replace("- ", "")

    model = FunctionModel(document)
    report = await DocumentWriter(model).write(Brief(case, 1))
    assert len(model.requests) == 1
    assert {part.id for part in report.sections} >= {"present-illness", "mental-state", "impression", "plan"}
    assert table(case.system).title(case.code, case.language).text in report.text
    assert "**" not in report.text


async def test_a_large_model_is_given_more_room_once(case: Case) -> None:
    """Cut off twice is no draft."""
    model = FunctionModel(lambda request: ModelReply("Motivo", "length"))
    with pytest.raises(ModelFailure, match="twice"):
        await DocumentWriter(model).write(Brief(case, 1))
    assert [request.max_tokens for request in model.requests][1] == 2 * model.requests[0].max_tokens
