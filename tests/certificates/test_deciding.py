"""Which certificate speaks for a critic."""

from __future__ import annotations

from dataclasses import replace

from casewright.certificates import certificate_for, certificates_for, evidence_for
from casewright.rubrics import Criterion, Origin, ResolvedRubric
from casewright.testing import certificates_for as synthetic

MOOD = Criterion("mood", "supports", "diagnosis", {"en": "?"}, Origin("who:F32", "1.0.0", "F32.yaml"))
RUBRIC = ResolvedRubric("who:F32", "1.0.0", "draft", "cddg", "icd10-who-2019", "F32", "intake", (MOOD,), (), ())
ONE = replace(synthetic([RUBRIC])[0], issued="2000-01-01")


def test_the_one_with_people_s_labels_is_heard_before_a_newer_one() -> None:
    """Then the newest of its grade; those revoked are not heard."""
    newer = replace(ONE, id="newer", issued="2001-01-01")
    labelled = replace(ONE, id="labelled", grade="gating")
    revoked = replace(newer, id="revoked", issued="2002-01-01", revoked="a fault in the exam")
    every = [ONE, labelled, revoked, newer]
    assert [item.id for item in certificates_for(every, ONE.fingerprint, "en")] == ["labelled", "newer", ONE.id]
    assert certificate_for(every, ONE.fingerprint, "en") == labelled
    assert certificate_for([ONE, newer], ONE.fingerprint, "en", "gating") is None
    assert certificate_for(every, ONE.fingerprint, "es") is None


def test_evidence_is_found_by_wording() -> None:
    """The present hash first, then those of earlier wordings; no evidence for others."""
    (held,) = ONE.criteria
    assert evidence_for(ONE, "mood", ["x", MOOD.hash]) == held
    assert evidence_for(ONE, "mood", ["x"]) is None
    assert evidence_for(ONE, "sleep", [MOOD.hash]) is None
