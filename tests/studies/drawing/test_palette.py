"""Colours, markers and dashes"""

from __future__ import annotations

import pytest

from casewright.studies.drawing.heatmap import scale_of, type_on
from casewright.studies.drawing.palette import INK, MUTED, PAPER, THEME, Styles, Tone
from casewright.studies.picture import HeatMap


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("tone", [INK, MUTED], ids=lambda tone: tone.name)
def test_type_is_read_under_either_light(tone: Tone) -> None:
    """WCAG's 4.5 to 1."""
    assert contrast(tone.light, PAPER.light) >= 4.5
    assert contrast(tone.dark, PAPER.dark) >= 4.5


def test_every_colour_has_its_own_name_and_value() -> None:
    """A page swaps them by value."""
    assert len({tone.light for tone in THEME}) == len({tone.name for tone in THEME}) == len(THEME)


@pytest.mark.parametrize("low", [0.0, -1.0], ids=["rising", "two-sided"])
def test_numbers_are_read_on_every_cell(low: float) -> None:
    """Black or white, by the cell's own lightness."""
    from matplotlib.colors import to_hex

    colours = [str(to_hex(scale_of(HeatMap((), (), (), "s", low))(step / 100))) for step in range(101)]
    assert min(contrast(colour, type_on(colour)) for colour in colours) >= 4.5


def test_a_rising_scale_rises_in_grey_too() -> None:
    """As a printer without colours shows it."""
    from matplotlib.colors import to_hex

    lights = [light(str(to_hex(scale_of(HeatMap((), (), (), "s"))(step / 20)))) for step in range(21)]
    assert lights == sorted(lights)


def test_twelve_arms_look_different_even_in_grey() -> None:
    """By their markers."""
    styles = Styles.of([f"arm {n}" for n in range(12)])
    assert len({styles.get(f"arm {n}").marker for n in range(12)}) == 12


def test_baselines_are_hollow_and_arms_are_not() -> None:
    """Nobody takes the parrot for a writer."""
    styles = Styles.of(["a", "parrot"], ["parrot", "real notes"])
    assert [styles.get(name).hollow for name in ("a", "parrot", "real notes")] == [False, True, True]
    assert styles.get("parrot").face == PAPER.light


def test_a_longer_label_looks_like_its_arm() -> None:
    """As ``qwen, loop (en)`` does like ``qwen, loop``, and not like ``qwen``."""
    styles = Styles.of(["qwen", "qwen, loop"])
    assert styles.get("qwen, loop (en)") == styles.get("qwen, loop − qwen") == styles.get("qwen, loop")
    assert styles.get("qwen (es)") == styles.get("qwen")


def test_labels_that_must_be_told_apart_are() -> None:
    """Where two lines of one arm stand in one drawing."""
    styles = Styles.of(["qwen"]).among(["qwen, 100 notes", "qwen, 200 notes"])
    assert styles.get("qwen, 100 notes") != styles.get("qwen, 200 notes")
