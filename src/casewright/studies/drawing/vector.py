"""SVG made fit to stand in a page or a file: no foreign ids, no dates, colours that a page can swap"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from casewright.studies.drawing.palette import THEME

__all__ = ["in_page", "tidy"]

LINKS = {"{http://www.w3.org/1999/xlink}href": "xlink:href"}
FAMILY = "'DejaVu Sans', Verdana, 'Segoe UI', sans-serif"
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
COLOUR = re.compile("#[0-9a-f]{6}")
OWN = {tone.light: f"var(--{tone.name})" for tone in THEME}
LONG = re.compile(r"-?\d+\.\d{3,}")
DROPPED = ("metadata", "style")


def tidy(drawn: str, name: str, title: str, caption: str) -> str:
    """A file: title and caption for who can't see it, and ids of its own.

    Args:
        drawn: As matplotlib wrote it.
        name: Begins every id, so that several drawings can stand in one page.
        title: What it shows.
        caption: How to read it.
    """
    root = ElementTree.fromstring(drawn.partition("<svg")[1] + drawn.partition("<svg")[2])  # noqa: S314 - our drawing
    wanted = set(re.findall(r'(?:url\(#|href="#)([\w-]+)', drawn))
    for parent in root.iter():
        for child in [child for child in parent if _bare(child.tag) in DROPPED]:
            parent.remove(child)
    for element in root.iter():
        _clean(element, name, wanted)
    for place, (tag, text) in enumerate((("title", title), ("desc", caption))):
        told = ElementTree.Element(tag)
        told.text = text
        root.insert(place, told)
    root.attrib |= {"role": "img", "style": "stroke-linejoin: round; stroke-linecap: butt"}
    written = ElementTree.tostring(root, encoding="unicode")
    return written.replace("<svg ", f"<svg {NAMESPACES} ", 1) + "\n"


def _bare(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _clean(element: Any, name: str, wanted: set[str]) -> None:
    element.tag = _bare(element.tag)
    element.tail = element.tail if (element.tail or "").strip() else None
    for key, value in list(element.attrib.items()):
        del element.attrib[key]
        if key == "id" and value not in wanted:
            continue
        value = re.sub(r"url\(#([\w-]+)\)", rf"url(#{name}-\1)", value)
        if key == "id" or key in LINKS:
            value = f"#{name}-{value[1:]}" if value.startswith("#") else f"{name}-{value}"
        element.attrib[LINKS.get(key, key)] = _shorter(key, value)


def _shorter(key: str, value: str) -> str:
    if key == "style":
        return re.sub(r"'DejaVu Sans'(, sans-serif)?", FAMILY, value)
    return LONG.sub(lambda found: f"{float(found[0]):.2f}", value) if key in ("d", "x", "y", "transform") else value


def in_page(tidied: str) -> str:
    """The same drawing for the inside of a page, whose style says which colours are meant."""
    drawn = tidied.replace(f"{NAMESPACES} ", "", 1).replace(" xlink:href=", " href=").strip()
    drawn = re.sub(r"<title>.*?</title>|<desc>.*?</desc>", "", drawn, flags=re.DOTALL)  # the page has both
    return re.sub(r'style="[^"]*"', lambda found: COLOUR.sub(_swapped, found[0]), drawn)


def _swapped(found: re.Match[str]) -> str:
    return OWN.get(found[0], found[0])
