"""What a summary says about the diversity of what was accepted."""

from __future__ import annotations

import json

from casewright.runs.set_figures import set_figures, set_mark
from casewright.types import Decision, Outcome, Record

STORY = (
    "He came because he had not slept well since the spring, and his wife was worried about him. At work he could not "
    "follow what was said to him, and he would sit in the yard until somebody asked whether he was all right."
)


def record(sample: str, text: str | None, outcome: Outcome = "accepted") -> Record:
    decided = Decision(outcome, "gate", "j")
    return Record(
        1, sample, "run", "icd10-who-2019", "F32.1", "t", "intake", "en", text, (), decided, ("facts",),
    )  # fmt: skip


def test_figures_are_of_accepted_reports_only() -> None:
    """Overall and by code, as JSON."""
    records = [record("a", STORY), record("b", "Another."), record("c", STORY, "surplus"), record("d", None, "error")]
    found = set_figures(records)
    assert found["n"] == found["overall"]["self_bleu_4"]["n"] == 2
    assert list(found["by_code"]) == ["F32.1"]
    assert found["set"] == set_mark(reversed(records)) != set_mark(records[1:])
    json.dumps(found, allow_nan=False)


def test_an_alarm_names_what_to_replace() -> None:
    """Ten reports that differ in a word: nine go."""
    found = set_figures(record(f"s{i}", f"{STORY} Visit {i}.") for i in range(10))
    (alarm,) = (alarm for alarm in found["alarms"] if alarm["rule"] == "near_duplicates")
    assert (alarm["code"], len(alarm["replace"])) == ("F32.1", 9)


def test_a_run_without_accepted_reports_has_no_figures() -> None:
    """Not even noughts."""
    assert set_figures([])["by_code"] == {}
