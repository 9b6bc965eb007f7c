"""Three questions that a critical reader asks, with the figures that answer them"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from casewright.measures.figure import Figure
from casewright.studies.book import Book
from casewright.studies.page.markup import Markup, element, joined
from casewright.studies.page.picking import Picked, Sought, pick
from casewright.studies.page.tables import grid
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["questions_section"]


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, how to read the answer, and where its figures may stand."""

    id: str
    asks: str
    read: str
    sought: tuple[Sought | tuple[Sought, ...], ...]
    without: str


WRITTEN, RUBRICS, TITLES = "recoverability-written", ("rubrics, evidence",), ("title words",)

QUESTIONS = (
    _Question(
        "told",
        "Is a code recognised because the case is told, or because the diagnosis is named?",
        "A blind classifier names the category of each report, once as it is and once with everything masked that "
        "names a diagnosis. What rubrics still find is told by the case; what words of titles find was named. Of all "
        "that was written, passed or not. The parrot, which joins bare facts, shows how much of it takes no writing.",
        (
            Sought("recoverability", WRITTEN, "three_1_whole", "title words, whole text", TITLES),
            Sought("recoverability", WRITTEN, "three_1_masked", "title words, masked", TITLES),
            Sought("recoverability", WRITTEN, "three_1_whole", "rubrics, whole text", RUBRICS),
            Sought("recoverability", WRITTEN, "three_1_masked", "rubrics, masked", RUBRICS),
        ),
        "Nothing here answers it: code recoverability was not measured.",
    ),
    _Question(
        "copied",
        "Could a report hold words of a real patient's note?",
        "Reports were searched for passages of the reference corpus, for near copies and for identifiers. Zero "
        "found is not zero: the upper end of the interval is what can't be ruled out.",
        (
            Sought("privacy", "privacy-copying", "failing", "fail the copy screen"),
            Sought("privacy", "privacy-copying", "longest_run.most", "longest run of words, of all"),
            Sought("privacy", "privacy-copying", "approximate_copies", "near copies, BLEU above 0.75"),
            Sought("privacy", "privacy-identifiers", "any", "unplanned identifiers"),
        ),
        "Nothing here answers it: no reference corpus was given to compare with.",
    ),
    _Question(
        "better",
        "Does the loop make better reports, or only reports that please its own judge?",
        "What the gate itself decides by can't tell: it chose what passed. What it doesn't decide by can: the category "
        "shown by masked text, diversity, a sealed judge, and use on real notes, with the loop and without. Where the "
        "intervals of an arm with and without the loop overlap, no difference is shown.",
        (
            Sought("recoverability", "recoverability", "three_1_masked", "category by masked text, delivered", RUBRICS),
            Sought("fidelity", "fidelity-facts", "told", "facts told, first drafts", ("first",)),
            Sought("fidelity", "fidelity-facts", "told", "facts told, last drafts", ("last",)),
            Sought("diversity", "diversity-repetition", "self_bleu_4"),
            Sought("usefulness", "usefulness", "macro"),
        ),
        "Nothing here answers it: no measure that the gate didn't decide by was taken.",
    ),
)


def questions_section(book: Book) -> Markup:
    """Each question with its figures, or with why there are none."""
    asked = (_question(question, pick(book, question.sought), book) for question in QUESTIONS)
    heading = element("h2", "Three questions that a critical reader asks", id="questions")
    return element("section", heading, *asked, class_="page")


def _question(question: _Question, found: Sequence[Picked], book: Book) -> Markup:
    name = f"question-{question.id}"
    heading = element("h3", question.asks, id=name)
    if not found:
        return element("div", heading, element("p", question.without), class_="question")
    table = _table(question, found, book)
    told = element("p", "From ", *_links(found), ".", class_="note")
    answer = element("p", element("b", "In short: "), f"{'; '.join(_short(one, book) for one in found)}.")
    return element("div", heading, element("p", question.read), answer, grid(table, name), told, class_="question")


def _short(one: Picked, book: Book) -> str:
    """The least and the greatest value over the arms, and the baselines beside them."""
    hollow = {*one.baselines, *(arm.name for arm in book.arms if arm.baseline)}
    told = [cell.value for name, cell in one.cells.items() if name not in hollow and isinstance(cell, Figure)]
    values = sorted(value for value in told if value is not None)
    span = "not estimable of any writer"
    if values:
        low, high = (f"{value:,.{min(2, one.column.digits)}f}" for value in (values[0], values[-1]))
        span = low if low == high else f"{low} to {high}"
    return ", ".join([f"{one.column.title} {span}", *_beside(one, hollow)])


def _beside(one: Picked, hollow: Collection[str]) -> Iterator[str]:
    for name, cell in one.cells.items():
        if name in hollow and isinstance(cell, Figure) and cell.value is not None:
            yield f"{name} {cell.value:,.{min(2, one.column.digits)}f}"


def _table(question: _Question, found: Sequence[Picked], book: Book) -> Table:
    columns = [
        Column(f"c{n}", one.column.title, min(2, one.column.digits), one.column.better) for n, one in enumerate(found)
    ]
    pairs = list(zip(columns, found, strict=True))
    arms = {arm.name: arm.baseline for arm in book.arms}
    hollow = {name: True for one in found for name in one.baselines} | arms
    names = [*arms, *(name for name in hollow if name not in arms)]
    rows = [Row((name,), _cells(name, pairs), hollow[name]) for name in names]
    return Table(question.id, question.asks, ("Arm",), tuple(columns), tuple(row for row in rows if row.cells))


def _cells(name: str, pairs: Sequence[tuple[Column, Picked]]) -> dict[str, Cell]:
    return {column.id: one.cells[name] for column, one in pairs if name in one.cells}


def _links(found: Sequence[Picked]) -> list[Markup]:
    """A link for each table, however many of its columns are shown."""
    places = {one.place: f"{one.source}{f', {one.within}' if one.within else ''}" for one in found}
    links = [element("a", told, href=f"#{place}") for place, told in places.items()]
    return [joined("; " if place else "", link) for place, link in enumerate(links)]
