"""Goldens are checked with the rules, each answer with its place."""

from __future__ import annotations

from casewright.documents import parse_document
from casewright.rubrics.goldens import GoldenResult, check_goldens, check_goldens_in
from casewright.rubrics.layers import Library
from casewright.rubrics.reading import read_rubric

from .conftest import SmallTree

TEXT = """\
id: "who:F32"
version: 1.0.0
basis: cddg
criteria:
  risk: {role: documents, aspect: risk, asks: {en: a, es: b}, finds: {concept: suicidal-ideation}}
  judged: {role: documents, aspect: risk, asks: {en: a, es: b}}
goldens:
  - kind: intake
    text: Denies suicidal ideation.
    answers: {risk: absent, judged: present}
  - {kind: intake, language: es, text: "Refiere ideación suicida.", answers: {risk: absent}}
"""


def test_goldens_show_what_the_rules_answer() -> None:
    """What holds, what no rule can answer, and what comes out otherwise."""
    library = Library.of([[read_rubric(parse_document(TEXT, "g.yaml"))]])
    results = check_goldens_in(library, SmallTree())
    assert results == (
        GoldenResult("who:F32", "risk", "absent", "absent", "g.yaml", 8),
        GoldenResult("who:F32", "judged", "present", None, "g.yaml", 8),
        GoldenResult("who:F32", "risk", "absent", "present", "g.yaml", 11),
    )
    assert [result.holds for result in results] == [True, False, False]


def test_our_own_goldens_can_be_checked() -> None:
    """The rubrics that ship carry goldens whose criteria exist."""
    assert all(result.source.startswith("rubrics/library/") for result in check_goldens())
