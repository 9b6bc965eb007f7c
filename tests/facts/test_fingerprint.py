"""The fact check's fingerprint."""

from __future__ import annotations

from casewright.facts import facts_fingerprint
from casewright.rubrics.matching import matching_fingerprint


def test_it_is_stable_and_its_own() -> None:
    """The same within a version, and no other critic's."""
    assert facts_fingerprint() == facts_fingerprint()
    assert facts_fingerprint().startswith("facts-")
    assert matching_fingerprint() not in facts_fingerprint()
