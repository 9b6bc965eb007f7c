"""Mental state contradicts: one source says both, and no right answer hangs on which is believed."""

from __future__ import annotations

from casewright.exams.bases import Base
from casewright.exams.goldens import golden, goldens
from casewright.exams.operators.changes.mental_state_contradicts import HISTORY, contradict_history
from casewright.exams.truth import rubric_for, true_answers


def test_the_same_source_says_the_opposite(drawn: tuple[Base, ...]) -> None:
    """In the mental state, of the same concept; the history stays."""
    for one in (*goldens(), *drawn):
        defect = contradict_history(one)
        if defect is not None and defect.facts is not None:
            assert defect.facts[:-1] == one.case.facts
            new = defect.facts[-1]
            old = next(fact for fact in one.case.facts if new.id.startswith(fact.id[:50]))
            assert (new.concept, new.source, new.section) == (old.concept, "patient", "mental-state")
            assert old.source == "patient"
            assert old.section in HISTORY
            assert {new.status, old.status} == {"present", "absent"}


def test_a_sentence_is_added_to_the_section() -> None:
    """And no other is touched."""
    one = golden("en-06-f320-consultation")
    defect = contradict_history(one)
    assert defect is not None
    places = {
        section.id: report.text[section.start : section.end]
        for report in (defect.report,)
        for section in report.sections
    }
    assert places["mental-state"].startswith("Good rapport. Well kept.")
    assert len(defect.report.text) > len(one.report.text)
    assert places["risk"].strip() == "No wish to die. No suicidal thoughts."


def test_what_hangs_on_it_is_not_asked() -> None:
    """A report that both has and denies low mood, tiredness or interest has no true count of core symptoms."""
    one = golden("en-04-f320-progress")
    rubric = rubric_for("F32.0", "progress", one.case.system)
    before = true_answers(one.case, one.case.facts, rubric)
    asked = []
    for seed in range(12):
        defect = contradict_history(one, seed)
        assert defect is not None
        after = true_answers(one.case, defect.facts or (), rubric)
        asked.append(len(after))
    assert min(asked) < len(before)


def test_without_a_mental_state_there_is_nothing_to_contradict() -> None:
    """This discharge letter has none."""
    assert contradict_history(golden("en-17-f102-discharge")) is None
