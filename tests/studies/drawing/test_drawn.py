"""Pictures as SVG and PNG"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from casewright.errors import UsageError
from casewright.measures.figure import Figure
from casewright.studies.drawing import Drawn, Styles, draw
from casewright.studies.drawing.palette import THEME
from casewright.studies.drawing.vector import in_page
from casewright.studies.picture import (
    Curves,
    Distributions,
    Drawing,
    HeatMap,
    Intervals,
    Panel,
    Picture,
    Points,
    Scatter,
)

KINDS = ("intervals", "heatmap", "curves", "distributions", "scatter")
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> str:
    return " ".join(" ".join(found.itertext()) for found in ElementTree.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314 - our own drawing


@pytest.mark.parametrize("kind", KINDS)
def test_same_figures_give_the_same_bytes(
    kind: str, pictures: Mapping[str, Picture], drawn: Mapping[str, Drawn]
) -> None:
    """A report can be compared with the one before."""
    assert draw(pictures[kind], Styles.of(*_arms(pictures))) == drawn[kind]


def _arms(pictures: Mapping[str, Picture]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    drawing = pictures["heatmap"].drawing
    assert isinstance(drawing, HeatMap)
    return drawing.rows[:2], drawing.rows[2:]


@pytest.mark.parametrize("kind", KINDS)
def test_labels_stay_text(kind: str, drawn: Mapping[str, Drawn]) -> None:
    """Neither markup nor formulas in a name are anything but letters."""
    tags = {found.tag.removeprefix(SVG) for found in ElementTree.fromstring(drawn[kind].svg).iter()}  # noqa: S314 - our own
    assert tags <= {"svg", "title", "desc", "defs", "g", "path", "use", "clipPath", "rect", "text", "pattern"}
    assert "<b>&amp;</b>" in texts(drawn[kind].svg)
    assert "$x^2$" in texts(drawn[kind].svg)


@pytest.mark.parametrize("kind", KINDS[:4])
def test_what_cannot_be_estimated_says_so_in_its_place(kind: str, drawn: Mapping[str, Drawn]) -> None:
    """It is neither nought nor left out."""
    shown = texts(drawn[kind].svg)
    assert "not estimable" in shown or "n. e.: not estimable" in shown
    assert "nan" not in drawn[kind].svg


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_stands_by_itself(kind: str, drawn: Mapping[str, Drawn]) -> None:
    """It loads nothing, says what it shows, and tells neither when nor by what it was drawn."""
    svg = drawn[kind].svg
    assert set(re.findall(r"https?://[^\"]+", svg)) == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert f"<title>Title &lt;{kind}&gt;</title><desc>How to read it &lt;script&gt;</desc>" in svg
    assert "atplotlib" not in svg
    assert drawn[kind].png.startswith(b"\x89PNG")
    assert b"atplotlib" not in drawn[kind].png


@pytest.mark.parametrize("kind", KINDS)
def test_in_a_page_colours_and_ids_are_the_pages(kind: str, drawn: Mapping[str, Drawn]) -> None:
    """The page says what ink is under which light, and several drawings don't share an id."""
    inside = in_page(drawn[kind].svg)
    assert "var(--ink)" in inside
    styled = "".join(re.findall(r'style="([^"]*)"', inside))
    assert not [tone.light for tone in THEME if tone.light in styled]
    ids = re.findall(r' id="([^"]*)"', inside)
    assert all(name.startswith(f"a-{kind}-") for name in ids)
    assert set(re.findall(r'(?:url\(#|href="#)([\w-]+)', inside)) == set(ids)


@pytest.mark.parametrize(
    "drawing",
    [Intervals(()), Intervals((Panel("t", ()),)), HeatMap((), ("a",), (), "s"), Curves("x", "y", ()), Distributions(()),
     Scatter((Points("a", ()),))],
    ids=["no panel", "no row", "no cell", "no line", "no trait", "no point"],
)  # fmt: skip
def test_nothing_is_drawn_as_nothing(drawing: Drawing) -> None:
    """Rather than as empty axes."""
    assert texts(draw(Picture("a", "t", "c", drawing)).svg) == "nothing to show"


def test_intervals_and_counts_are_always_there(drawn: Mapping[str, Drawn]) -> None:
    """No number stands alone."""
    assert "n 20" in texts(drawn["intervals"].svg)
    assert "0.70 [0.48, 0.86] n 20" in texts(drawn["heatmap"].svg) or "0.48–0.86" in texts(drawn["heatmap"].svg)
    assert "(n 3–20)" in texts(drawn["curves"].svg)
    assert "┆ chance: 0.5" in texts(drawn["intervals"].svg)


@pytest.mark.slow
def test_46_codes_by_12_arms_are_all_there() -> None:
    """The largest heat map that studies are made for."""
    rows = tuple(f"F{code}" for code in range(10, 56))
    cells = tuple(tuple(Figure(row * column / 600, 20, 0.1, 0.9) for column in range(12)) for row in range(46))
    shown = texts(draw(Picture("a", "t", "c", HeatMap(rows, tuple(f"arm {n}" for n in range(12)), cells, "s"))).svg)
    assert all(row in shown for row in rows)
    assert shown.count("n 20") == 46 * 12


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to install."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"casewright\[studies\]"):
        draw(Picture("a", "t", "c", Scatter(())))


@pytest.mark.slow
def test_drawing_leaves_no_trace(tmp_path: Path) -> None:
    """No window system is asked for, no setting is changed, and nothing is said on a first run without fonts known."""
    script = (
        "import sys; from casewright.studies.drawing import draw; from casewright.studies.picture import *;"
        "draw(Picture('a', 't', 'c', Scatter((Points('語', ((0.0, 0.0),)),))));"
        "import matplotlib; assert 'matplotlib.pyplot' not in sys.modules;"
        "assert matplotlib.rcParams['text.parse_math'] and not matplotlib.rcParams['svg.hashsalt']"
    )
    nowhere = {"MPLCONFIGDIR": str(tmp_path / "file" / "none"), "PATH": "/usr/bin:/bin"}
    (tmp_path / "file").write_text("")
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, env=nowhere
    )
    assert (done.returncode, done.stderr) == (0, "")
