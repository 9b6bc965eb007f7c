"""Arms and real notes brought to equal number and length."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.measures.words import token_keys
from casewright.studies.diversity.equal import equalise
from casewright.studies.material import RealNote, StudyReport


def reports(sizes: list[int], word: str = "word") -> list[StudyReport]:
    """Reports of so many words each, of cases c0, c1…"""
    return [
        StudyReport(f"{word}{n}", f"c{n}", "F32.1", "en", "intake", " ".join(f"{word}{k}" for k in range(size)))
        for n, size in enumerate(sizes)
    ]


def notes(sizes: list[int]) -> list[RealNote]:
    """Notes of so many words each."""
    return [RealNote(f"n{n}", " ".join(f"real{k}" for k in range(size)), "en") for n, size in enumerate(sizes)]


SIZES = st.lists(st.integers(1, 60), min_size=2, max_size=20)


@settings(max_examples=60, deadline=None)
@given(SIZES, SIZES, st.lists(st.integers(1, 90), max_size=20), st.integers(0, 3))
def test_sides_have_equal_numbers_and_lengths(one: list[int], other: list[int], real: list[int], seed: int) -> None:
    """Whatever is given: as many texts a side, and the same lengths in order."""
    arms = [("a", False, reports(one, "a")), ("b", False, reports(other, "b"))]
    found = equalise(arms, notes(real), most=10, seed=seed)
    lengths = [sorted(len(token_keys(text.text)) for text in side.texts) for side in found.sides]
    assert all(len(own) == found.n <= 10 for own in lengths)
    assert all(own == lengths[0] for own in lengths)
    assert all(
        f"{name} is left out" in " ".join(found.said) for name in {"a", "b"} - {side.name for side in found.sides}
    )


def test_a_tiny_arm_is_left_out_in_words_where_others_are_not_tiny() -> None:
    """Three reports don't bring forty down to three."""
    arms = [("large", False, reports([30] * 40)), ("tiny", False, reports([30] * 3))]
    found = equalise(arms, [], most=100, seed=0)
    assert found.n == 40
    assert [side.name for side in found.sides] == ["large"]
    assert found.said == ("tiny is left out: 3 reports, and 8 are needed",)


def test_a_small_arm_is_left_out_where_most_others_have_plenty() -> None:
    """Nine reports don't bring two arms of forty down to nine; where only one has forty, all stand at nine."""
    two = [("a", False, reports([30] * 40)), ("b", False, reports([30] * 40)), ("small", False, reports([30] * 9))]
    assert equalise(two, [], most=100, seed=0).n == 40
    assert equalise(two[1:], [], most=100, seed=0).n == 9


def test_where_all_are_tiny_they_are_compared_and_one_report_never_is() -> None:
    """Two at least."""
    arms = [("five", False, reports([30] * 5)), ("three", False, reports([30] * 3)), ("one", False, reports([30]))]
    found = equalise(arms, [], most=100, seed=0)
    assert found.n == 3
    assert found.said == ("one is left out: 1 report, and 2 are needed",)


def test_arms_that_share_cases_show_the_same_cases() -> None:
    """So what differs is the writer."""
    arms = [("a", False, reports([20] * 30, "a")), ("b", False, reports([20] * 30, "b"))]
    found = equalise(arms, [], most=12, seed=3)
    first, second = ({text.pair for text in side.texts} for side in found.sides)
    assert first == second
    assert len(first) == 12


def test_real_notes_that_are_long_enough_stand_beside_uncut_reports() -> None:
    """Short notes are not drawn where long ones are there."""
    found = equalise([("a", False, reports([40] * 10))], notes([5] * 30 + [80] * 15), most=50, seed=0)
    assert found.n == 10
    assert found.words == 40
    assert found.sides[-1].real


def test_nobody_has_enough() -> None:
    """Nothing is compared, and nothing breaks."""
    found = equalise([("a", False, reports([9]))], [], most=5, seed=0)
    assert (found.n, found.sides) == (0, ())
