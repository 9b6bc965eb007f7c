"""Which texts come on a sheet."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from tests.studies.sheets.conftest import make_arm

from casewright.errors import InputError
from casewright.studies.material import Arm, RealNote
from casewright.studies.sheets import draw


def test_arms_and_codes_are_balanced_and_no_case_comes_twice(arms: tuple[Arm, ...]) -> None:
    """Six texts of three arms: two each, one of each code, of six cases."""
    found = draw(arms, 6)
    assert found.count() == {"one": 2, "two": 2, "parrot": 2}
    assert Counter((item.arm, item.code) for item in found.items) == {
        (arm, code): 1 for arm in ("one", "two", "parrot") for code in ("F32.1", "F41.1")
    }
    assert len({item.pair for item in found.items}) == 6
    assert found.said == ()


def test_the_same_seed_draws_the_same_and_another_another(arms: tuple[Arm, ...]) -> None:
    """Order included."""
    one, again, other = (draw(arms, 9, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert [item.report for item in one.items] != [item.report for item in other.items]


def test_real_notes_are_of_the_reports_codes(arms: tuple[Arm, ...], notes: tuple[RealNote, ...]) -> None:
    """Half of the sheet; notes of a code that no report has would be known at once."""
    found = draw(arms, 8, real=notes)
    assert found.count()["real notes"] == 4
    assert {item.code for item in found.items if item.real} == {"F32.0"}
    assert all("Quill" not in item.text and "June" not in item.text for item in found.items)


def test_without_a_real_note_of_these_codes_it_is_said(arms: tuple[Arm, ...], notes: tuple[RealNote, ...]) -> None:
    """Nothing else is put in their place."""
    found = draw(arms, 4, real=[note for note in notes if note.code == "F20.0"])
    assert "real notes" not in found.count()
    assert found.said == ("no real note has a code and a language of the reports, so none is on the sheet",)


def test_too_few_and_uneven_arms_are_said(arms: tuple[Arm, ...]) -> None:
    """Whoever sends the sheet must know."""
    small = make_arm("small", 1)
    told = " ".join(draw((*arms, small), 60, words=40).said)
    assert "19 texts instead of 60" in told
    assert "arms are not equally many" in told
    assert "cases are told more than once" in told
    assert "are shorter than the 40 words" in told


def test_masked_and_empty_texts_stay_away(arms: tuple[Arm, ...]) -> None:
    """A mask would tell whose it is; and where nothing is left, that is an error."""
    masked = Arm("one", tuple(replace(report, text=f"{report.text} ████") for report in arms[0].reports))
    assert draw((masked, arms[1]), 4).said == ("no report of one is on the sheet",)
    with pytest.raises(InputError, match="no arm has a delivered report of the language asked"):
        draw((masked,), 4)
    with pytest.raises(InputError, match="no arm has"):
        draw(arms, 4, language="es")
