"""How near a set lies to a corpus, beside how near real notes do."""

from __future__ import annotations

import numpy as np
import pytest

from casewright.errors import CasewrightError, InputError
from casewright.measures.embedding import Rows, embedder
from casewright.measures.privacy import ReferenceNote
from casewright.measures.privacy.sets import (
    Embedded,
    distance_report,
    distances_within,
    embed_together,
    holdout_share,
)

Vectors = tuple[Rows, Embedded, Embedded]


def test_reports_by_a_stranger_lie_as_real_notes_do(independent: Vectors) -> None:
    """One in a hundred beyond the real notes' line is expected, and no nearer to the corpus than to others."""
    found = distance_report(*independent)
    area = found.reports["nearest.auc"]
    assert area.low is not None
    assert area.high is not None
    assert area.low < 0.5 < area.high
    held = found.reports["holdout_share"]
    assert held.low is not None
    assert held.high is not None
    assert held.low < 0.5 < held.high
    beyond, real = found.reports["plagiarism_real"], found.real["plagiarism_real"]
    assert (beyond.low or 0) < (real.high or 0)
    assert (real.low or 0) < (beyond.high or 0)


def test_copied_reports_lie_nearer_than_real_notes(copied: Vectors) -> None:
    """A tenth of half copied reports shows beyond the line, where held-out notes don't."""
    found = distance_report(*copied)
    assert (found.reports["plagiarism_real"].low or 0) > (found.real["plagiarism_real"].high or 1)
    assert (found.reports["nearest_ratio.above_real"].low or 0) > 0.01


def test_nothing_below_the_line_leaves_a_bound(independent: Vectors) -> None:
    """0 of 300 is at most one in a hundred, at 95 %."""
    found = distance_report(*independent).reports["plagiarism_005"]
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(0.00994, abs=1e-5)


def test_without_held_out_notes_the_corpus_stands_against_itself(independent: Vectors) -> None:
    """Half of its patients give the line, the other half are held against it; no holdout share is made up."""
    rows, inside, _ = independent
    found = distance_report(rows, inside)
    assert "holdout_share" not in found.reports
    assert found.real["plagiarism_real"].n == 150
    assert (found.real["plagiarism_real"].low or 0) <= 0.01


def test_a_learned_corpus_shows_in_the_holdout_share(independent: Vectors) -> None:
    """Reports that are the members' notes themselves are nearer to the corpus, all of them."""
    _, inside, outside = independent
    found = holdout_share(inside.rows, inside, outside)
    assert found.value == 1
    assert (found.low or 0) > 0.97


def test_one_note_that_is_near_to_everything_is_no_evidence() -> None:
    """Where every report has the same nearest note, its side is chance: the interval holds everything."""
    reports = np.tile(np.array([[1, 0]], dtype=np.float32), (200, 1))
    rows = np.array([[0.9, 0.1], [0.1, 0.9]], dtype=np.float32)
    near, far = Embedded(rows[:1], np.array([0])), Embedded(rows[1:], np.array([1]))
    found = holdout_share(reports, near, far)
    assert found.value == 1
    assert "1 nearest patients, effectively 1 trials" in found.note
    assert found.low is not None
    assert found.low < 0.5


def test_the_larger_side_is_cut_by_whole_patients(independent: Vectors) -> None:
    """A larger corpus is not nearer for being larger."""
    rows, inside, outside = independent
    found = holdout_share(rows, inside, outside.pick(np.arange(100)))
    assert found.note.startswith("100 notes, 100 held out")
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.5 < found.high


def test_reports_are_held_against_each_other_too(copied: Vectors) -> None:
    """A report's own vector doesn't count; a twin does."""
    rows, inside, _ = copied
    twins = np.concatenate([rows, rows[:1]])
    found = distances_within(twins, inside).reports
    assert found["nearest.most"].value == pytest.approx(0, abs=1e-6)
    assert (distances_within(rows).reports["nearest.most"].value or 0) > 0.01


def test_a_patient_on_both_sides_is_refused() -> None:
    """Then nothing is held out; the message names nobody."""
    lots = [[ReferenceNote(1, "one two", "anna")], [ReferenceNote(2, "three", "anna")]]
    with pytest.raises(InputError, match="1 patients have notes both") as caught:
        embed_together(embedder(), ["one"], lots)
    assert "anna" not in str(caught.value)


class Broken:
    """An embedder that fails and quotes what it was given."""

    name = fingerprint = "broken"

    def fitted(self, texts: object) -> Broken:
        return self

    def embed(self, texts: object) -> Rows:
        raise ValueError(f"can't read {texts!r}")


def test_an_embedder_that_quotes_a_note_in_its_error_is_not_heard() -> None:
    """Only the kind of the error comes out, and no context."""
    with pytest.raises(CasewrightError, match=r"^embedding failed: ValueError$") as caught:
        embed_together(Broken(), ["one"], [[ReferenceNote(1, "a secret", "anna")]])
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
