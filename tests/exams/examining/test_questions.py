"""What a paper asks: no question twice, nothing that flatters."""

from __future__ import annotations

from collections import Counter

from casewright.exams.bases import Base
from casewright.exams.examining.questions import criterion_key, exam_questions, is_accuracy
from casewright.exams.paper import Item, paper
from casewright.exams.running import resolve_once


def test_of_a_defect_only_what_it_changed_is_asked(few: tuple[Base, ...]) -> None:
    """The other criteria have the base's answer, and would count it twenty times."""
    items = paper(few)
    questions = exam_questions(items, resolve_once)
    base = {(one.item.base.id, criterion_key(one)): one.wanted for one in questions if one.item.sort == "base"}
    spoilt = [one for one in questions if one.item.sort == "defect"]
    assert spoilt
    assert all(base.get((one.item.base.id, criterion_key(one))) != one.wanted for one in spoilt)
    assert "unmet" in {one.wanted for one in spoilt}


def test_a_duration_cut_short_asks_about_duration(few: tuple[Base, ...]) -> None:
    """The criterion that the defect is about is among the questions, and its truth has turned."""
    questions = exam_questions(paper(few[:1]), resolve_once)
    moved = {one.criterion.id: one.wanted for one in questions if one.item.name == "duration-moved"}
    assert moved["duration"] == "unmet"


def test_of_another_code_its_own_criteria_are_asked(few: tuple[Base, ...]) -> None:
    """Judged as a sibling, a report meets questions that its own rubric didn't hold."""
    questions = exam_questions(paper(few[:1]), resolve_once)
    sibling = [one for one in questions if one.item.name == "sibling-code"]
    assert sibling
    assert {one.item.code for one in sibling} != {few[0].case.code}


def test_of_a_harmless_edit_all_is_asked_and_nothing_is_right_or_wrong(few: tuple[Base, ...]) -> None:
    """What counts is whether the answer stays."""
    questions = exam_questions(paper(few), resolve_once)
    by_item = Counter(one.item.id for one in questions)
    edits = {one.item.id: one.item.base.id for one in questions if one.item.sort == "edit"}
    assert edits
    assert all(by_item[name] == by_item[base] for name, base in edits.items())
    assert not any(is_accuracy(one) for one in questions if one.item.sort == "edit")


def test_attacks_and_texts_without_facts_ask_nothing(few: tuple[Base, ...]) -> None:
    """Attacks have their own exam; without facts nobody knows the right answer."""
    base = few[0]
    attack = Item("a", base, "attack", "praise", base.report, base.case.facts, base.case.code)
    lost = Item("b", base, "defect", "boilerplate", base.report, None, base.case.code)
    assert exam_questions([attack, lost], resolve_once) == ()
