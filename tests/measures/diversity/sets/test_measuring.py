"""A whole set measured: any size, any order, with and without real notes."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.errors import InputError
from casewright.measures.diversity.sets import SetText, measure_set
from casewright.measures.figure import Figure

STARTS = ["He came", "She slept", "They were", "The nurse was", "His wife had", "Her son would"]


def note(dice: random.Random, words: int = 60, pool: int = 400) -> str:
    """A text of dice-drawn words in sentences of about ten."""

    def sentence() -> str:
        return f"{dice.choice(STARTS)} " + " ".join(f"w{dice.randrange(pool)}" for _ in range(8)) + "."

    return " ".join(sentence() for _ in range(words // 10))


def healthy(n: int, code: str = "F32.1", seed: int = 0) -> list[SetText]:
    dice = random.Random(seed)
    return [SetText(f"{code}-{place}", code, "en", note(dice)) for place in range(n)]


def collapsed(n: int, templates: int = 2, code: str = "F41.1") -> list[SetText]:
    """Few texts, each told again with one word in fifteen exchanged."""
    dice = random.Random(1)
    bases = [note(dice).split() for _ in range(templates)]
    texts = (
        " ".join(f"x{dice.randrange(99)}" if dice.random() < 1 / 15 else word for word in bases[place % templates])
        for place in range(n)
    )
    return [SetText(f"{code}-{place}", code, "en", text) for place, text in enumerate(texts)]


def alike(one: Figure, other: Figure) -> bool:
    def near(a: float | None, b: float | None) -> bool:
        return a == b or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12))

    return (one.n, one.note) == (other.n, other.note) and all(
        near(getattr(one, name), getattr(other, name)) for name in ("value", "low", "high")
    )


@pytest.mark.parametrize(
    "texts", [[], ["one text"], ["", ""], ["", "a"], ["a", "a", "a"], ["!", "\ud800", "🙂" * 40]],
    ids=["none", "one", "empty", "short", "same", "strange"],
)  # fmt: skip
def test_small_and_strange_sets_have_figures_or_none(texts: Sequence[str]) -> None:
    """No set is too small to be measured; what can't be told says so."""
    found = measure_set([SetText(f"s{i}", "F32.1", "es", text) for i, text in enumerate(texts)])
    for group in (found.overall, *found.by_code.values()):
        for figure in group.values():
            assert figure.value is None or math.isfinite(figure.value)
            assert figure.value is not None or figure.note
            assert figure.n <= len(texts)
    assert set(found.by_code) == ({"F32.1"} if texts else set())


@settings(max_examples=15)
@given(st.lists(st.text(alphabet="abc ,.\n", max_size=60), min_size=1, max_size=8), st.randoms())
def test_the_order_of_reports_changes_nothing(texts: list[str], dice: random.Random) -> None:
    """Neither figures nor intervals nor alarms."""
    named = [SetText(f"s{i}", "F32.1", "en", text) for i, text in enumerate(texts)]
    one, other = measure_set(named), measure_set(dice.sample(named, len(named)))
    assert all(alike(figure, other.overall[name]) for name, figure in one.overall.items())
    assert one.alarms == other.alarms


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(2, 12))
def test_shares_are_shares_and_intervals_hold_their_value(seed: int, n: int) -> None:
    """Within 0 and 1, low before value before high."""
    dice = random.Random(seed)
    texts = [SetText(f"s{i}", "F32.1", "en", note(dice, dice.choice([0, 10, 60]), 30)) for i in range(n)]
    for name, figure in measure_set(texts).overall.items():
        if figure.value is None or figure.low is None or figure.high is None:
            continue
        assert figure.low - 1e-12 <= figure.value <= figure.high + 1e-12
        if name.endswith(("share", "repeated", "duplicates", "alike")) or name.startswith(("self_bleu", "distinct")):
            assert 0 <= figure.value <= 1 + 1e-12


def test_a_code_in_two_languages_is_two_groups() -> None:
    """Reports in different languages never repeat each other's words; together they'd look diverse."""
    texts = [SetText(f"s{i}", "F32.1", "en" if i % 2 else "es", "a b c") for i in range(4)]
    found = measure_set([*texts, SetText("other", "F41.1", "en", "d e f")])
    assert list(found.by_code) == ["F32.1 (en)", "F32.1 (es)", "F41.1"]


def test_a_mode_that_collapsed_gives_an_alarm_and_a_healthy_code_none() -> None:
    """By code, with the figure, its line, and whom to replace: one of each template stays."""
    found = measure_set([*healthy(20), *collapsed(20)])
    assert {alarm.code for alarm in found.alarms} == {"F41.1"}
    (alarm,) = (alarm for alarm in found.alarms if alarm.rule == "self_bleu_4")
    assert alarm.figure.low is not None
    assert alarm.figure.low > alarm.line
    assert len(alarm.replace) <= 18
    kept = [text for text in collapsed(20) if text.id not in alarm.replace]
    after = measure_set(kept).overall["self_bleu_4"].value
    assert after is not None
    assert after <= alarm.line
    assert {int(text.id.rpartition("-")[2]) % 2 for text in kept} == {0, 1}


def test_identical_reports_all_but_one_are_to_be_replaced() -> None:
    """Twelve times the same text."""
    text = note(random.Random(5))
    found = measure_set([SetText(f"s{i:02}", "F32.1", "en", text) for i in range(12)])
    (alarm,) = (alarm for alarm in found.alarms if alarm.rule == "near_duplicates")
    assert len(alarm.replace) == 11
    assert found.overall["vendi"].value == pytest.approx(1.0)


def test_few_reports_give_no_alarm() -> None:
    """Fewer than eight of a code are too few to tell a habit from a coincidence."""
    assert measure_set(collapsed(7)).alarms == ()


def test_real_notes_stand_beside_at_equal_number_and_length() -> None:
    """Reports as varied as real notes are not less diverse; the same few again and again are, and give the alarm."""
    dice = random.Random(9)
    real = [note(dice, 120) for _ in range(60)]
    found = measure_set([*healthy(20), *collapsed(20)], reference=real)
    assert set(found.reference_by_code) == {"F32.1", "F41.1"}
    assert "self_bleu_4" not in found.less_diverse["F32.1"]
    assert {"self_bleu_4", "similarity", "vendi_share"} <= set(found.less_diverse["F41.1"])
    assert {alarm.code for alarm in found.alarms} == {"F41.1"}
    assert found.reference["self_bleu_4"].n == 40
    assert "real notes" in found.reference["self_bleu_4"].note


def test_reports_longer_or_more_than_real_notes_are_cut_and_drawn() -> None:
    """And the note says so."""
    dice = random.Random(9)
    real = [note(dice, 30) for _ in range(12)]
    found = measure_set(healthy(20), reference=real)
    assert found.overall["self_bleu_4"].n == 12
    assert found.overall["self_bleu_4"].note.startswith("12 of 20 reports, as real notes are few; 12 cut")


def test_real_notes_of_another_language_are_no_yardstick() -> None:
    """Nothing is compared, and nothing fails."""
    real = ["La paciente refiere que no duerme desde hace meses y que su madre también."] * 9
    found = measure_set(healthy(9), reference=real)
    assert (found.reference, found.less_diverse) == ({}, {})


def test_vectors_add_dispersion() -> None:
    """One unit row a report, in the order of the reports."""
    vectors = np.eye(9, 16, dtype=np.float32)
    found = measure_set(healthy(9), vectors=vectors)
    assert found.overall["dispersion"].value == pytest.approx(1.0)
    assert found.overall["vendi_meanings_share"].value == pytest.approx(1.0)
    with pytest.raises(InputError, match=r"\(9, 16\) for 3 reports"):
        measure_set(healthy(3), vectors=vectors)


def test_an_id_stands_once() -> None:
    """Whom to replace would be unclear."""
    with pytest.raises(InputError, match=r"'F32\.1-0'"):
        measure_set([*healthy(2), *healthy(1)])


def test_no_real_word_is_in_what_comes_out() -> None:
    """Not in figures, notes or alarms."""
    dice = random.Random(9)
    real = [note(dice, 120).replace("w", "marker") for _ in range(30)]
    assert "marker" not in repr(measure_set([*healthy(9), *collapsed(9)], reference=real))
