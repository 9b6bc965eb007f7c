"""Elements of a page, and its colours"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from casewright.studies.page.markup import anchor, element, paragraphs
from casewright.studies.page.style import MORE, SIGNS, style


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_stays_text(inside: str, named: str) -> None:
    """In an element and in an attribute."""
    made = ElementTree.fromstring(element("p", inside, title=named))  # noqa: S314 - our own
    assert len(made) == 0
    shown = "".join(made.itertext())
    assert re.sub(r"[\r\n\ufffd]", "", shown) == re.sub(
        r"[\r\n\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd-\uffff]", "", inside
    )


def test_attributes_are_written_as_html_has_them() -> None:
    """And what is ``None`` is left out."""
    assert element("a", "x", class_="y", aria_label="z", href=None) == '<a class="y" aria-label="z">x</a>'


def test_lines_are_paragraphs() -> None:
    """Empty ones are none."""
    assert paragraphs("a\n\n<b>") == "<p>a</p><p>&lt;b&gt;</p>"


def test_anchors_are_safe_in_links_and_file_names() -> None:
    """Whatever an id holds."""
    assert anchor("Part", "../a b<c>") == "part-a-b-c"


def light(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_is_read_under_either_light() -> None:
    """4.5 to 1 on paper and on shaded rows."""
    sheet = style()
    for found in re.findall(r":root\{([^}]*)\}", sheet):
        colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", found))
        for paper in ("paper", "head"):
            for name in ("ink", "muted", *(set(MORE) - {"head"}), *SIGNS):
                pair = sorted((light(colours[name]), light(colours[paper])))
                assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, (name, paper)
    assert sheet.count(":root{") == 2
