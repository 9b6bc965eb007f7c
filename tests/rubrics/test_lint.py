"""What the lint finds, under which name, at which line and column."""

from __future__ import annotations

import pytest

from casewright.documents import parse_document
from casewright.errors import DocumentError
from casewright.rubrics.lint import LintFinding, lint_documents
from casewright.rubrics.reading import read_rubric

from .conftest import SmallTree

GOOD = """\
id: "who:F32"
version: 1.0.0
basis: cddg
criteria:
  mood:
    role: supports
    aspect: diagnosis
    asks: {en: "a?", es: "b?"}
    weight: 2
    kinds: [intake]
    finds: {count: {min: 1}, of: [{concept: depressed-mood}, {concept: anhedonia}]}
    clause: F32
goldens:
  - {kind: intake, text: "Low mood.", answers: {mood: present}}
"""


def _lint(*texts: str) -> tuple[LintFinding, ...]:
    return lint_documents([[parse_document(text, f"file{n}.yaml") for n, text in enumerate(texts)]], SmallTree())


def test_a_good_rubric_has_no_findings() -> None:
    """The format of the architecture note passes."""
    assert _lint(GOOD) == ()


BAD = [
    ("weight: 2", "wieght: 2", "key", 9, "unknown key 'wieght'; did you mean 'weight'?"),
    ("aspect: diagnosis", "aspect: diagnoses", "form", 7, "did you mean 'diagnosis'?"),
    ("role: supports", "role: support", "form", 6, "did you mean 'supports'?"),
    ("basis: cddg\n", "", "missing", 1, "'basis' is missing"),
    ("weight: 2", "weight: -1", "weight", 9, "-1 is negative"),
    ("1.0.0", "1.0", "version", 2, "no semantic version"),
    ("1.0.0", "v1.0.0", "version", 2, "no semantic version"),
    ("kinds: [intake]", "kinds: [intakes]", "kind", 10, "unknown kind 'intakes'; did you mean 'intake'?"),
    (
        "depressed-mood",
        "depresed-mood",
        "concept",
        11,
        "unknown concept 'depresed-mood'; did you mean 'depressed-mood'",
    ),
    ("count: {min: 1}", "cuont: {min: 1}", "finds", 11, "did you mean 'count'?"),
    ("count: {min: 1}", "count: {min: 3}", "finds", 11, "more than the 2 parts"),
    ("{concept: anhedonia}", "{concept: anhedonia, time: now}", "finds", 11, "unknown time 'now'"),
    ("{concept: anhedonia}", "{concept: anhedonia, tiem: past}", "key", 11, "unknown key 'tiem'; did you mean 'time'?"),
    ("{concept: anhedonia}", "{quantity: {of: anhedonia}}", "finds", 11, "needs at_least, at_most or both"),
    ("{concept: anhedonia}", "{quantity: {of: anhedonia, at_least: soon}}", "finds", 11, "no quantity"),
    ("{concept: anhedonia}", "{scale: {name: anhedonia, between: [1, 2]}}", "concept", 11, "no rating scale"),
    ("{concept: anhedonia}", "{age: {between: [9, 2]}}", "finds", 11, "two numbers, the lower first"),
    ("kind: intake", "kind: leter", "kind", 14, "unknown kind 'leter'"),
    ("mood: present}", "moood: present}", "golden", 14, "unknown criterion 'moood'; did you mean 'mood'?"),
    ("basis: cddg", "basis: cddg\nstatus: validated", "review", 4, "needs 'reviewed'"),
    ("basis: cddg", 'basis: cddg\nextends: "who:F33"', "parent", 4, "unknown parent 'who:F33'"),
    ("basis: cddg", "basis: cddg\ndisable: [mania]", "disable", 4, "'mania' is not inherited"),
    ("who:F32", "who:F99", "code", 1, "unknown code 'who:F99'"),
]


@pytest.mark.parametrize(("old", "new", "rule", "line", "message"), BAD, ids=[f"{row[2]}: {row[1]}" for row in BAD])
def test_an_error_has_its_rule_line_and_message(old: str, new: str, rule: str, line: int, message: str) -> None:
    """One planted mistake, one finding, at its line."""
    (finding,) = _lint(GOOD.replace(old, new, 1))
    assert (finding.rule, finding.level, finding.line) == (rule, "error", line)
    assert message in finding.message
    assert str(finding).startswith(f"file0.yaml:{line}:{finding.column}: error [{rule}]")


def test_a_misspelt_key_is_refused_on_reading_too() -> None:
    """Whoever resolves meets the same message as whoever lints."""
    with pytest.raises(DocumentError, match=r"bad\.yaml:9:13: unknown key 'wieght'; did you mean 'weight'\?"):
        read_rubric(parse_document(GOOD.replace("weight", "wieght"), "bad.yaml"))


@pytest.mark.parametrize("text", ["", "[]", "just text", "id: [1]\n"])
def test_no_rubric_at_all_is_an_error_not_a_fault(text: str) -> None:
    """Any document gets findings."""
    assert _lint(text)


def test_several_errors_are_found_at_once() -> None:
    """A file is not left at its first mistake."""
    text = GOOD.replace("weight: 2", "wieght: 2").replace("basis: cddg", "basis: guess")
    assert {finding.rule for finding in _lint(text)} == {"key", "form"}


def test_two_rubrics_of_one_id_are_an_error() -> None:
    """Within one layer."""
    (finding,) = _lint(GOOD, GOOD)
    assert (finding.rule, finding.source) == ("duplicate", "file1.yaml")


def test_a_circle_is_an_error() -> None:
    """Both rubrics of it are named."""
    one = GOOD.replace("basis: cddg", 'basis: cddg\nextends: "who:F31"')
    two = 'id: "who:F31"\nversion: 1.0.0\nbasis: cddg\nextends: "who:F32"\n'
    assert {finding.source for finding in _lint(one, two) if "circle" in finding.message} == {
        "file0.yaml",
        "file1.yaml",
    }


def test_what_no_critic_could_gate_is_a_warning() -> None:
    """A contradiction without finds, an excluded code without a concept, a criterion without a clause."""
    text = GOOD.replace("role: supports", "role: contradicts").replace("    clause: F32\n", "")
    text = text.replace("finds: {count: {min: 1}, of: [{concept: depressed-mood}, {concept: anhedonia}]}", "finds: {}")
    text += 'differential: [{code: "cm:F32", relation: excludes}]\n'
    found = _lint(text)
    assert sorted(finding.rule for finding in found) == ["no-basis", "ungated-contradiction", "ungated-contradiction"]
    assert {finding.level for finding in found} == {"warning"}
