"""A picture on the page, with the tables that hold its numbers for who can't see it"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.measures.figure import Figure
from casewright.studies.drawing.vector import in_page
from casewright.studies.page.markup import Markup, anchor, element, joined, paragraphs
from casewright.studies.picture import Curves, Distributions, Drawing, HeatMap, Intervals, Picture
from casewright.studies.table import Table

__all__ = ["picture_section"]


def picture_section(picture: Picture, part: str, drawn: str, tables: Sequence[tuple[str, Table]]) -> Markup:
    """A picture with its words.

    Args:
        picture: What is shown.
        part: Whose it is.
        drawn: Its SVG.
        tables: Where its numbers may stand, with the anchor of each.
    """
    name = anchor(part, picture.id, "picture")
    svg = in_page(drawn).replace("<svg ", f'<svg aria-labelledby="{name}" ', 1)
    held = element("div", Markup(svg), class_="scroll", tabindex=0, role="group", aria_labelledby=name)
    return element(
        "div",
        element("h3", picture.title, id=name),
        element("figure", held, element("figcaption", paragraphs(picture.caption), _numbers(picture, tables))),
        class_="keep",
    )


def _numbers(picture: Picture, tables: Sequence[tuple[str, Table]]) -> Markup:
    links = [element("a", table.title, href=f"#{name}") for name, table in _holding(picture, tables)]
    if not links:
        return joined()
    return element("p", "The numbers: ", *(joined("; " if place else "", link) for place, link in enumerate(links)))


def _holding(picture: Picture, tables: Sequence[tuple[str, Table]]) -> list[tuple[str, Table]]:
    """The fewest tables that hold what is drawn, as far as any does."""
    wanted, rest, found = set(_figures(picture.drawing)), list(tables), list[tuple[str, Table]]()
    while rest and wanted:
        best = max(rest, key=lambda pair: len(wanted & _cells(pair[1])))
        held = wanted & _cells(best[1])
        if not held:
            break
        found.append(best)
        rest.remove(best)
        wanted -= held
    return found


def _cells(table: Table) -> set[Figure]:
    return {cell for row in table.rows for cell in row.cells.values() if isinstance(cell, Figure)}


def _figures(drawing: Drawing) -> Iterator[Figure]:
    match drawing:
        case Intervals():
            found = [figure for panel in drawing.panels for _, figure in panel.rows]
        case HeatMap():
            found = [cell for row in drawing.cells for cell in row if cell is not None]
        case Curves():
            found = [figure for line in drawing.lines for _, figure in line.points]
        case Distributions():
            found = [share for trait in drawing.traits for group in trait.groups for share in group.shares]
        case _:
            found = []
    yield from (figure for figure in found if figure.value is not None)
