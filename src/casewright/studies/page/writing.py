"""The page, its tables and its pictures, written to a folder"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from casewright.errors import StorageError
from casewright.exams.replacing import replace_file
from casewright.studies.book import Book
from casewright.studies.drawing import Drawn, Styles, draw
from casewright.studies.page.document import study_page, tables_of
from casewright.studies.page.headline import headline_picture
from casewright.studies.page.markup import anchor
from casewright.studies.page.picking import name_of
from casewright.studies.picture import Distributions, Picture, Scatter
from casewright.studies.tabling import table_csv

__all__ = ["styles_of", "write_page"]


def write_page(book: Book, folder: Path) -> Path:
    """Writes ``figures/ID.svg`` and ``.png``, ``tables/ID.csv``, and at last ``report.html``.

    Every file is replaced in one step, so that a stopped writing leaves the page before or the new one. A book
    without pictures is written without matplotlib too, and then lacks the first picture.

    Returns:
        The page.

    Raises:
        UsageError: the extra ``studies`` isn't installed.
        StorageError: the folder can't be written.
    """
    _folders(folder)
    headline = headline_picture(book) if find_spec("matplotlib") else None
    pictures = [(part.id, picture) for part in book.parts for picture in part.pictures]
    pictures = [("headline", headline), *pictures] if headline is not None else pictures
    styles = styles_of(book)
    drawn = {(part, picture.id): draw(picture, styles) for part, picture in pictures}
    for name, (part, picture) in zip(_names([(part, one.id) for part, one in pictures]), pictures, strict=True):
        _write(folder / "figures", name, drawn[part, picture.id])
    tables = tables_of(book)
    for name, (_, table) in zip(_names([(part, one.id) for part, one in tables]), tables, strict=True):
        replace_file(folder / "tables" / f"{name}.csv", table_csv(table).encode())
    page = study_page(book, headline, {key: one.svg for key, one in drawn.items()})
    replace_file(folder / "report.html", page.encode())
    return folder / "report.html"


def _folders(folder: Path) -> None:
    for place in (folder / "figures", folder / "tables"):
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"can't make {str(place)!r}: {error.strerror}") from None


def _write(folder: Path, name: str, drawn: Drawn) -> None:
    replace_file(folder / f"{name}.svg", drawn.svg.encode())
    replace_file(folder / f"{name}.png", drawn.png)


def _names(found: list[tuple[str, str]]) -> list[str]:
    """A file's name for each: its id, with its part's before it where two have the same."""
    often = Counter(anchor(name) for _, name in found)
    return [anchor(name) if often[anchor(name)] == 1 else anchor(part, name) for part, name in found]


def styles_of(book: Book) -> Styles:
    """One look for each arm over all pictures; what tables and pictures call a baseline is hollow."""
    arms = [arm.name for arm in book.arms if not arm.baseline]
    marked = [arm.name for arm in book.arms if arm.baseline]
    rows = [name_of(table, row) for part in book.parts for table in part.tables for row in table.rows if row.baseline]
    drawn = [label for part in book.parts for picture in part.pictures for label in _baselines(picture)]
    return Styles.of(arms, [name for name in (*marked, *drawn, *rows) if name not in arms])


def _baselines(picture: Picture) -> Iterator[str]:
    match picture.drawing:
        case Distributions(traits=traits):
            yield from (group.label for trait in traits for group in trait.groups if group.baseline)
        case Scatter(groups=groups):
            yield from (group.label for group in groups if group.baseline)
        case _:
            return
