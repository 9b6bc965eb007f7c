"""What stands on the page of a study, in the order of reading"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casewright.studies.book import Book
from casewright.studies.page.claims import claims_in_full, claims_section
from casewright.studies.page.headline import headline_table
from casewright.studies.page.markup import Markup, anchor, document, element, joined
from casewright.studies.page.pictures import picture_section
from casewright.studies.page.questions import questions_section
from casewright.studies.page.sentences import sentence
from casewright.studies.page.style import style
from casewright.studies.page.tables import table_section
from casewright.studies.part import Part
from casewright.studies.picture import Picture
from casewright.studies.table import Table

__all__ = ["study_page", "tables_of"]

LEAD = (
    "Every number stands with its 95 % interval and what it is of (n). What can't be estimated says so in words. "
    "The parrot is no writer: it joins a case's facts without a model, so what it reaches takes no writing."
)


def study_page(book: Book, headline: Picture | None, drawn: Mapping[tuple[str, str], str]) -> str:
    """The whole page.

    Args:
        book: What was found.
        headline: The first picture, of all parts.
        drawn: SVG by part and picture; the headline's part is ``headline``.
    """
    parts = [part for part in book.parts if part.tables or part.pictures or part.not_assessed]
    body = (
        element("a", "To the content", href="#main", class_="skip"),
        element("header", element("h1", book.title), _made(book)),
        _contents(parts),
        element(
            "main",
            _headline(book, headline, drawn),
            claims_section(book),
            questions_section(book),
            *(_part(part, drawn) for part in parts),
            _gaps(book),
            _meta(book),
            id="main",
        ),
    )
    return document(book.title, style(), *body)


def _made(book: Book) -> Markup:
    size = f"{len(book.arms)} arms, {sum(arm.samples for arm in book.arms):,} samples."
    return joined(element("p", size, class_="facts"), element("p", LEAD))


def _contents(parts: Sequence[Part]) -> Markup:
    fixed = [("headline", "At a glance"), ("claims", "What can and can't be claimed"), ("questions", "Three questions")]
    last = [("gaps", "What was not assessed"), ("made", "How this was made")]
    entries = [*fixed, *((anchor(part.id), part.title) for part in parts), *last]
    links = (element("li", element("a", title, href=f"#{place}")) for place, title in entries)
    return element("nav", element("ol", *links), aria_label="Contents")


def _headline(book: Book, picture: Picture | None, drawn: Mapping[tuple[str, str], str]) -> Markup:
    table = headline_table(book)
    shown = joined()
    if picture is not None:
        places = [(anchor("headline", table.id), table)]
        shown = picture_section(picture, "headline", drawn["headline", picture.id], places)
    return element("section", element("h2", "At a glance", id="headline"), table_section(table, "headline"), shown)


def _part(part: Part, drawn: Mapping[tuple[str, str], str]) -> Markup:
    places = [(anchor(part.id, table.id), table) for table in part.tables]
    pictures = (picture_section(one, part.id, drawn[part.id, one.id], places) for one in part.pictures)
    tables = (table_section(table, part.id) for table in part.tables)
    gaps = _sentences(part.not_assessed, "Not assessed here")
    return element(
        "section",
        element("h2", part.title, id=anchor(part.id)),
        *pictures,
        *tables,
        claims_in_full(part.claims),
        gaps,
        class_="part",
    )


def _sentences(told: Sequence[str], title: str) -> Markup:
    if not told:
        return joined()
    return joined(element("h3", title), element("ul", *(element("li", sentence(one)) for one in told), class_="gap"))


def _gaps(book: Book) -> Markup:
    told = [*map(sentence, book.not_assessed), *_from_parts(book)]
    shown = element("ul", *(element("li", one) for one in told), class_="gap") if told else element("p", "Nothing.")
    return element("section", element("h2", "What was not assessed", id="gaps"), shown, class_="page")


def _from_parts(book: Book) -> Iterator[str]:
    """Each once, with the parts that lack it."""
    found: dict[str, list[str]] = {}
    for part in book.parts:
        for one in part.not_assessed:
            found.setdefault(sentence(one), []).append(part.title)
    yield from (f"{' and '.join(dict.fromkeys(titles))}: {said}" for said, titles in found.items())


def _meta(book: Book) -> Markup:
    rows = (element("tr", element("th", name, scope="row"), element("td", value)) for name, value in book.meta.items())
    files = (
        "The tables stand as CSV in tables/, the pictures as SVG and PNG in figures/, all findings in study.json, in "
        "the folder that this page was written to."
    )
    held = element("table", element("tbody", *rows), class_="meta", aria_labelledby="made")
    scrolls = element("div", held, class_="scroll", tabindex=0, role="region", aria_labelledby="made")
    heading = element("h2", "How this was made", id="made")
    return element("section", heading, scrolls, element("p", files, class_="note"))


def tables_of(book: Book) -> tuple[tuple[str, Table], ...]:
    """Every table with its part's id, the headline first."""
    return (("headline", headline_table(book)), *((part.id, table) for part in book.parts for table in part.tables))
