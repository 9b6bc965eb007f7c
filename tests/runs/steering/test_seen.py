"""Steering goes by what the gate said, whatever happened to a report afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from tests.plans.drawn import draw

from casewright.runs.steering.history import ASKED_IN_VAIN, History, band_of
from casewright.runs.steering.seen import Seen, read_sample
from casewright.types import Decision, Reason
from casewright.wire import to_json

CASE = draw("F32.1", 3)


def record(decision: Decision, text: str | None = "text") -> dict[str, Any]:
    return {"case": to_json(CASE), "text": text, "decision": to_json(decision)}


@pytest.mark.parametrize(
    ("decision", "passed"),
    [
        (Decision("accepted", "gate", "j"), True),
        (Decision("rejected", "seal", "j", (Reason("seal", "no", "mania"),)), True),
        (Decision("needs_review", "seal", "j"), True),
        (Decision("needs_review", "gate", "j", (Reason("uncovered", "open", "mania"),)), False),
        (Decision("rejected", "gate", "j", (Reason("contradiction", "no", "mania"),)), False),
    ],
    ids=["accepted", "refused by the seal", "seal could not answer", "left open", "contradicted"],
)
def test_what_the_gate_let_through_counts_whatever_the_seal_said(decision: Decision, *, passed: bool) -> None:
    """The sealed judge's answer can't be told from what steering knows."""
    seen = read_sample(record(decision), {})
    assert seen.passed is passed
    assert bool(seen.text) is passed
    assert (seen.blocks == frozenset()) is passed
    assert seen.traits["sex"] == CASE.person.sex
    assert {fact.concept for fact in CASE.facts if fact.told and fact.status == "present"} >= set(seen.told)


def test_blocks_compare_over_cases() -> None:
    """A fact's number is its case's own; why no other attempt was made is no cause; a refusal is one."""
    reasons = (
        Reason("fact", "missing", target="f03-anhedonia"),
        Reason("support", "unmet", "core-symptoms", "core-symptoms"),
        Reason("no_progress", "the same things failed twice"),
        Reason("degenerate", "loops"),
    )
    seen = read_sample(record(Decision("rejected", "gate", "j", reasons)), {"steer": {"asks": {"sex": "male"}}})
    assert seen.blocks == {"fact:anhedonia", "support:core-symptoms", "degenerate"}
    assert seen.asked == {"sex": "male"}
    refused = Decision("error", "gate", "j", (Reason("refusal", "no", target="refusal"),))
    assert not read_sample(record(refused, None), {}).drafted


def test_what_was_asked_in_vain_is_not_asked_for_ever() -> None:
    """Three times, unless it was drawn when it was asked for."""
    past = History()
    for _ in range(ASKED_IN_VAIN):
        assert past.can_be_asked("presenting", "work-stress")
        past.add(Seen(False, True, 40, {"presenting": "guilt"}, {"presenting": "work-stress"}, (), frozenset("x"), ""))
    assert not past.can_be_asked("presenting", "work-stress")
    past.add(Seen(True, True, 40, {"presenting": "work-stress"}, {"presenting": "work-stress"}, (), frozenset(), ""))
    assert past.can_be_asked("presenting", "work-stress")


def test_ages_are_counted_by_the_bands_they_are_drawn_by() -> None:
    """The order's own, both ends included."""
    past = History(("18-29", "30-44"))
    for age in (18, 29, 30, 70):
        past.add(Seen(True, True, age, {"sex": "male"}, {}, (), frozenset(), ""))
    assert past.strata("age").tried == {"18-29": 2, "30-44": 1}
    assert band_of(45, ("18-29", "30-44")) is None
