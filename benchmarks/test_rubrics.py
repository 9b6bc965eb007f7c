"""The rules critic on real notes: how it is scored. `python -m benchmarks.rubrics report` takes the measure."""

from __future__ import annotations

import os

import pytest
from benchmarks.rubrics.answers import Answers
from benchmarks.rubrics.documented import Tally
from benchmarks.rubrics.labels import HALVES, half_of, load_labels
from benchmarks.rubrics.notes import cut_away, labelled_notes, other_notes
from benchmarks.rubrics.ranking import ahead, place, within
from benchmarks.rubrics.refusing import threshold
from benchmarks.rubrics.report import BEGIN, END, into
from benchmarks.rubrics.scoring import VETOED, evidence, support, vetoes

from casewright.icd10 import table
from casewright.rubrics import Criterion, Origin
from casewright.rubrics.criterion import Want
from casewright.types import Role
from casewright.vocabulary.kinds import KINDS


def criterion(name: str, role: Role = "supports", weight: float = 1.0) -> Criterion:
    want: Want = "not_present" if role == "contradicts" else "present"
    return Criterion(name, role, "diagnosis", {}, Origin("who:F32", "1.0.0", ""), weight, want=want)


RUBRIC = (criterion("core", weight=3), criterion("further"), criterion("doubted"), criterion("mania", "contradicts"))


def test_support_is_the_share_of_weight_that_is_met() -> None:
    """What is unclear counts neither way; silence leaves a support unmet."""
    answers: Answers = {"core": "present", "further": "not_mentioned", "doubted": "unclear", "mania": "not_mentioned"}
    assert support(RUBRIC, answers) == 0.75


def test_a_veto_sinks_a_rubric() -> None:
    """Whatever else is met, and behind every rubric that no veto touches."""
    answers: Answers = {"core": "present", "further": "present", "doubted": "present", "mania": "present"}
    assert vetoes(RUBRIC, answers) == ("mania",)
    assert support(RUBRIC, answers) == 0
    assert evidence(RUBRIC, answers, dict.fromkeys(("core", "further", "doubted"), 0.01)) < VETOED / 2


def test_evidence_asks_how_often_a_criterion_is_met_by_chance() -> None:
    """Meeting what every note meets says less than meeting what none does, and missing it says more."""
    met: Answers = {"core": "present"}
    unmet: Answers = {"core": "not_mentioned"}
    core = RUBRIC[:1]
    assert evidence(core, met, {"core": 0.01}) > evidence(core, met, {"core": 0.4}) > 0
    assert evidence(core, unmet, {"core": 0.01}) < 0
    assert evidence(core, met, {"core": 0.5}) == 0


def test_a_rubric_that_asks_nothing_supports_nothing() -> None:
    """A category whose draft has no criterion of its own can't come first by default."""
    assert support((), {}) == 0


def test_ties_stand_before_the_own_category() -> None:
    """Scores that are all alike put it last."""
    assert place({"a": 1.0, "b": 1.0, "c": 0.5}, "a") == 2
    assert place({"a": 0.0, "b": 0.0, "c": 0.0}, "c") == 3
    assert within([1, 3, 4], 3) == 2


def test_ahead_is_paired() -> None:
    """Ten notes that one way has right and the other has not: no resample can turn that round."""
    gain = ahead([1] * 10, [2] * 10, 1)
    assert (gain.difference, gain.low, gain.high) == (1.0, 1.0, 1.0)
    mixed = ahead([1, 2] * 10, [2, 1] * 10, 1)
    assert mixed.low < 0 == mixed.difference < mixed.high


def test_threshold_accepts_the_share_it_is_asked_for() -> None:
    """Of ten notes eight."""
    scores = [index / 10 for index in range(10)]
    assert sum(score >= threshold(scores) for score in scores) == 8


def test_small_counts_are_given_as_counts() -> None:
    """From thirty notes on as shares."""
    tally = Tally(criterion("core"))
    tally.answers.update({"present": 3, "absent": 1})
    assert tally.row("F32").endswith("| 4 | 3 | 1 | 0 | 0 |")
    tally.answers.update({"present": 36})
    assert tally.row("F32").endswith("| 40 | 0.97 | 0.03 | 0.00 | 0.00 |")


def test_cutting_leaves_the_rest_in_order() -> None:
    """A full stop stands for what went, so that what stood around it doesn't run together."""
    assert cut_away("He has F32 and sleeps badly.", [(7, 10)]) == "He has .  and sleeps badly."


def test_a_section_is_written_between_its_marks() -> None:
    """What people wrote around it stays, however often it is written."""
    document = f"before\n{BEGIN}\nold\n{END}\nafter"
    once = into(document, "new")
    assert once == f"before\n{BEGIN}\nnew\n{END}\nafter"
    assert into(once, "new") == once


def test_labels_hold_together() -> None:
    """Every id once, codes of the table, kinds of ours, spans in order; an excluded note tells nothing."""
    labels = load_labels()
    assert len({label.id for label in labels}) == len(labels)
    for label in labels:
        named = [item for item in (label.principal, *label.others) if item]
        codes = [code for item in named for code in (item.category, item.code) if code]
        assert all(code in table() for code in codes), label.id
        assert all(start < end for span in (label.spans, label.diagnosis_states) for start, end in span)
        assert label.kind in KINDS
        assert (label.role is None) == (label.principal is None)
        assert not (label.excluded and (named or label.spans))


def test_machine_translations_count_nowhere() -> None:
    """Only English and Spanish that somebody wrote."""
    assert all(label.excluded for label in load_labels() if label.language not in ("en", "es"))


def test_halves_go_by_the_id_alone() -> None:
    """A note stays in its half whatever else is labelled."""
    assert half_of("mts-0092") == "tune"
    assert half_of("mts-0088") == "held"
    assert {half_of(label.id) for label in load_labels()} == set(HALVES)


needs_data = pytest.mark.skipif(
    not os.environ.get("CASEWRIGHT_DATA"), reason="CASEWRIGHT_DATA is not set: the real notes are not at hand"
)


@needs_data
def test_labels_fit_their_texts() -> None:
    """Hashes agree and no span leads out of its text; notes of other specialties are none of the labelled ones."""
    notes = labelled_notes()
    for note in notes:
        spans = (*note.label.spans, *note.label.diagnosis_states, *(s for o in note.label.others for s in o.spans))
        assert all(end <= len(note.text) for _, end in spans)
    others = {name for language in ("en", "es") for name, _ in other_notes(language)}
    assert not others & {note.label.id for note in notes}
