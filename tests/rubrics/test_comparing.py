"""Two rubrics side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from casewright.documents import parse_document
from casewright.rubrics.comparing import RubricDiff, compare, entry_hash, stated_alone
from casewright.rubrics.comparing_folders import compare_folders
from casewright.rubrics.reading import read_rubric
from casewright.rubrics.versions import Part, Rise, raised, rise, suffices

TEXT = """\
id: "who:F45.0"
version: 1.0.0
basis: cddg
criteria:
  mood:
    role: supports
    aspect: diagnosis
    asks: {en: "Low?", es: "¿Bajo?"}
    finds: {concept: depressed-mood}
differential:
  - {code: "who:F32", relation: excludes, clause: F32}
"""


def _diff(old: str, new: str, before: str = TEXT) -> RubricDiff:
    assert old in before
    files = [read_rubric(parse_document(text, "a.yaml")) for text in (before, before.replace(old, new, 1))]
    return compare(*((file, stated_alone(file)) for file in files))


def test_nothing_differs_from_itself() -> None:
    """No part has to rise; a weight of 2 is one of 2.0."""
    assert _diff("", "").needed == "none"
    weighed = TEXT.replace("    asks", "    weight: 2\n    asks")
    assert _diff("weight: 2", "weight: 2.0", weighed).needed == "none"


def test_lost_and_kept_labels() -> None:
    """By hash; `was` keeps them."""
    (lost,) = _diff("Low?", "Low now?").criteria
    assert (lost.fields, lost.labels, lost.needs) == (("asks",), "lost", "minor")
    old = stated_alone(read_rubric(parse_document(TEXT, "a.yaml"))).criteria["mood"].hash
    (kept,) = _diff('"Low?", es: "¿Bajo?"}', f'"Low now?", es: "¿Bajo?"}}\n    was: ["{old}"]').criteria
    assert (kept.labels, kept.needs) == ("kept", "patch")


@pytest.mark.parametrize(
    ("old", "new", "needed"),
    [
        ("relation: excludes", "relation: may_coexist", "major"),
        ("role: supports", "role: documents", "major"),
        ("basis: cddg", "basis: dcr", "major"),
        ("basis: cddg", "basis: cddg\nextends: who:V", "patch"),
        ("version: 1.0.0", "version: 2.0.0", "patch"),
    ],
)
def test_what_has_to_rise(old: str, new: str, needed: Part) -> None:
    """An exclusion is a veto."""
    assert _diff(old, new).needed == needed


def test_the_version_has_to_rise_as_far() -> None:
    """Only of the same rubric."""
    low = _diff("version: 1.0.0\nbasis: cddg", "version: 1.0.1\nbasis: dcr")
    assert (low.rose, low.version_suffices) == ("patch", False)
    assert _diff("version: 1.0.0\nbasis: cddg", "version: 2.0.0\nbasis: dcr").version_suffices
    assert _diff("who:F45.0", "who:F45.1").rose is None


def test_folders_are_compared_by_rubric(tmp_path: Path) -> None:
    """Own files that differ, and those that inherit it; vetoes of an added criterion."""
    veto = TEXT.replace("who:F45.0", "who:F41.1").replace("basis: cddg", 'basis: cddg\nextends: "who:F41.1"')
    (tmp_path / "a.yaml").write_text(veto.replace("role: supports", "role: contradicts"), encoding="utf-8")
    found = compare_folders((), (tmp_path,))
    (changed,) = found.changed
    assert (changed.after.id, changed.after.adds, changed.rose) == ("who:F41.1", True, None)
    assert "mood" in changed.vetoes_gained
    assert compare_folders((), ()).changed == ()


@pytest.mark.parametrize(
    ("before", "after", "rose"),
    [
        ("1.2.3", "1.2.3", "none"),
        ("1.2.3", "1.2.4", "patch"),
        ("1.2.3", "1.3.0", "minor"),
        ("1.2.3", "2.0.0", "major"),
        ("1.10.0", "1.9.9", "lower"),
        ("1.0.0-rc.2", "1.0.0-rc.10", "patch"),
        ("1.0.0-rc.1", "1.0.0", "patch"),
        ("1.0.0", "1.0.0-rc.1", "lower"),
        ("1.0.0", "1.0.0+build", "none"),
    ],
)
def test_versions_rise(before: str, after: str, rose: Rise) -> None:
    """In the order of the standard."""
    assert rise(before, after) == rose


@pytest.mark.parametrize("part", ["none", "patch", "minor", "major"])
def test_a_raised_version_suffices(part: Part) -> None:
    """For the part that was asked."""
    assert suffices(rise("1.2.3", raised("1.2.3", part)), part)


def test_the_hash_of_a_file_is_of_all_it_states() -> None:
    """Goldens and neighbours too."""
    files = [read_rubric(parse_document(text, "a")) for text in (TEXT, TEXT.replace("clause: F32", "clause: F33"))]
    assert len({entry_hash(file.entry) for file in files}) == 2
