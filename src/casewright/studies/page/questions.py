"""Three questions that a critical reader asks, with the figures that answer them"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casewright.studies.book import Book
from casewright.studies.page.markup import Markup, element, joined
from casewright.studies.page.picking import Picked, Sought, pick
from casewright.studies.page.tables import grid
from casewright.studies.table import Column, Row, Table

__all__ = ["questions_section"]


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, how to read the answer, and where its figures may stand."""

    id: str
    asks: str
    read: str
    sought: tuple[Sought | tuple[Sought, ...], ...]
    without: str


QUESTIONS = (
    _Question(
        "told",
        "Is a code recognised because the case is told, or because the diagnosis is named?",
        "A blind classifier names the code of each report, once with everything that names a diagnosis masked. What "
        "it still finds is told by the case. A report that joins bare facts (the parrot) and a bag of title words show "
        "how much of that takes no writing.",
        (
            Sought("recoverability", "recoverability", "full_top1"),
            Sought("recoverability", "recoverability", "masked_top1"),
            Sought("recoverability", "recoverability", "control_top1"),
        ),
        "Nothing here answers it: code recoverability was not measured.",
    ),
    _Question(
        "copied",
        "Could a report hold words of a real patient's note?",
        "Reports were searched for passages of the reference corpus, for near copies and for planted markers. Zero "
        "found is not zero: the upper end of the interval is what can't be ruled out.",
        (
            Sought("privacy", "privacy", "failed"),
            Sought("privacy", "privacy", "longest"),
            Sought("privacy", "privacy", "canaries"),
        ),
        "Nothing here answers it: no reference corpus was given to compare with.",
    ),
    _Question(
        "better",
        "Does the loop make better reports, or only reports that please its own judge?",
        "What the gate itself decides by can't tell. What it never saw can: the blind classifier on masked text, "
        "diversity, a sealed judge, and use on real notes, each with the loop and without.",
        (
            Sought("recoverability", "recoverability", "masked_top1"),
            Sought("diversity", "diversity-repetition", "self_bleu_4"),
            Sought("usefulness", "usefulness", "macro_f1"),
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
    places = joined(*_links(found))
    told = element("p", "From ", places, ".", class_="note")
    return element("div", heading, element("p", question.read), grid(table, name), told, class_="question")


def _table(question: _Question, found: Sequence[Picked], book: Book) -> Table:
    columns = [Column(f"c{n}", one.column.title, one.column.digits, one.column.better) for n, one in enumerate(found)]
    pairs = list(zip(columns, found, strict=True))
    hollow = {name for one in found for name in one.baselines}
    names = dict.fromkeys([*(arm.name for arm in book.arms), *(name for one in found for name in one.cells)])
    rows = [
        Row((name,), {column.id: one.cells[name] for column, one in pairs if name in one.cells}, name in hollow)
        for name in names
    ]
    return Table(question.id, question.asks, ("Arm",), tuple(columns), tuple(row for row in rows if row.cells))


def _links(found: Sequence[Picked]) -> list[Markup]:
    links = []
    for place, one in enumerate(found):
        within = f" ({one.within})" if one.within else ""
        link = element("a", f"{one.column.title}{within}", href=f"#{one.place}")
        links.append(joined("; " if place else "", link))
    return links
