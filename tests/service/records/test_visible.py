"""What of a record is shown: all of it with the privacy role, and without it no trace of overlap but pass or fail."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casewright.service.records import WITHHELD, visible
from casewright.types import (
    Assessment,
    Attempt,
    CriterionResult,
    Decision,
    Diagnosis,
    Fidelity,
    Identifier,
    OverlapSpan,
    Privacy,
    Quote,
    Reason,
    Record,
    Report,
    Section,
    Vote,
)
from casewright.wire import to_json

LIMITS = {"longest_run": 12, "longest_passage": 20, "containment_8": 0.2}
CLEAN = Privacy("notes (242)", 6, 0.01, 0.0, 0.43, limits=LIMITS, phi=(Identifier("DATE", 0, 4, planned=True),))
COPIED = replace(CLEAN, longest_run=17, spans=(OverlapSpan(8, 16, 17),))
MASKED = "She was ████████ and slept."
COPY = Reason("overlap", "a run of 17 words stands verbatim in the reference corpus", target="longest_run")


def record(text: str = "She slept well.", *, masked: bool = False, privacy: Privacy | None = CLEAN) -> Record:
    vote = Vote("rules", "mood", "rules", "present", "found", (Quote(text[:3], 0, 3),))
    criterion = CriterionResult("mood", "supports", "diagnosis", 1, "met", (vote,))
    return Record(
        schema=1,
        id="a",
        run="r",
        system="icd10-who-2019",
        code="F32.1",
        title="Moderate depressive episode",
        kind="intake",
        language="en",
        text=text,
        sections=(Section("history", 0, len(text)),),
        decision=Decision("rejected" if masked else "accepted", "gate", "j", (COPY,) if masked else ()),
        gated_by=("rules",),
        masked=masked,
        diagnoses=(Diagnosis("icd10-who-2019", "F32.1", "principal", "confirmed", "active", "title"),),
        fidelity=Fidelity(1, 1, 1, (), None, (criterion,)),
        privacy=privacy,
    )


def shown(found: Record, *, privacy: bool = False) -> dict[str, Any]:
    return visible(to_json(found), privacy=privacy)


def test_with_the_role_everything_is_shown() -> None:
    copied = record(MASKED, masked=True, privacy=COPIED)
    assert shown(copied, privacy=True) == to_json(copied)


def test_without_it_a_clean_report_passes_and_loses_its_figures() -> None:
    found = shown(record())
    assert found["privacy"] == {"overlap": "pass", "phi": [{"type": "DATE", "start": 0, "end": 4, "planned": True}]}
    assert found["text"] == "She slept well."
    assert found["fidelity"] == to_json(record())["fidelity"]


def test_without_it_a_copy_fails_and_shows_neither_text_nor_place() -> None:
    found = shown(record(MASKED, masked=True, privacy=COPIED))
    assert found["privacy"] == {"overlap": "fail", "phi": []}
    assert (found["text"], found["sections"], found["fidelity"], found["diagnoses"]) == (None, [], None, [])
    assert found["decision"]["reasons"] == [
        {"kind": "overlap", "message": "the text copies what it must not", "criterion": None, "target": None}
    ]
    assert "█" not in str(found)
    assert "17" not in str(found)


def test_a_copy_that_was_not_masked_fails_all_the_same() -> None:
    """As where it was found by a later judging."""
    assert shown(record(privacy=COPIED))["privacy"]["overlap"] == "fail"


@pytest.mark.parametrize(
    ("privacy", "told"),
    [(None, None), (replace(CLEAN, reference=None, longest_run=None), "not_assessable"), (CLEAN, "pass")],
    ids=["not reached", "no corpus", "passed"],
)
def test_what_was_not_compared_is_not_called_a_pass(privacy: Privacy | None, told: str | None) -> None:
    found = shown(record(privacy=privacy))["privacy"]
    assert (found and found["overlap"]) == told


def test_earlier_attempts_are_treated_alike() -> None:
    """A copied draft of an accepted report is as little shown as a copied report."""
    draft = Report(MASKED, (Section("history", 0, len(MASKED)),), masked=True)
    bad = Attempt(1, Assessment(draft, privacy=COPIED), (COPY,))
    good = Attempt(2, Assessment(Report("She slept.", ()), privacy=CLEAN))
    found = shown(replace(record(), history=(bad, good)))
    first, second = found["history"]
    assert (first["assessment"]["report"]["text"], first["assessment"]["privacy"]["overlap"]) == (None, "fail")
    assert (second["assessment"]["report"]["text"], second["assessment"]["privacy"]["overlap"]) == (
        "She slept.",
        "pass",
    )
    assert "█" not in str(found)
    assert "17 words" not in str(found)


def test_masks_in_other_fields_are_withheld() -> None:
    """A field that came along, or a judge's words, may have been masked too."""
    found = shown(replace(record(), extra={"remark": "she said ███ twice", "ward": "B2"}))
    assert found["extra"] == {"remark": WITHHELD, "ward": "B2"}


def test_a_mask_that_the_author_wrote_stays() -> None:
    """What was never masked by us is the report's own."""
    found = shown(record("█ She slept."))
    assert found["text"] == "█ She slept."
    assert found["fidelity"]["criteria"][0]["votes"][0]["quotes"][0]["quote"] == "█ S"


def test_a_copy_has_one_reason_which_tells_nothing_of_how_much_was_copied() -> None:
    """A note sent whole is nothing but masks: that no word is left of it, or how many checks it failed, isn't told."""
    empty = Reason("degenerate", "0 words; a document of this kind has 1 to 45000", target="length")
    phrases = Reason(
        "overlap", "100.0% of the 8-word phrases stand in the notes of one patient", target="containment_8"
    )
    found = record(MASKED, masked=True, privacy=COPIED)
    found = replace(found, decision=replace(found.decision, reasons=(empty, COPY, phrases)))
    (reason,) = shown(found)["decision"]["reasons"]
    assert (reason["kind"], reason["target"]) == ("overlap", None)
    assert len(shown(found, privacy=True)["decision"]["reasons"]) == 3
