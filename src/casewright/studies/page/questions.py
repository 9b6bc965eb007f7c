"""Three questions that a critical reader asks, each with its answer and the figures behind it"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.studies.answers import HELPS, LOOP, TEMPLATED, Answer, answers
from casewright.studies.book import Book
from casewright.studies.page.condensing import Condensed, condense
from casewright.studies.page.markup import Markup, element, joined
from casewright.studies.page.picking import Picked, Sought, pick
from casewright.studies.page.sentences import sentence
from casewright.studies.page.tables import grid
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["questions_section"]

RUBRICS = ("rubrics, evidence",)
FIGURES: dict[str, tuple[Sought | tuple[Sought, ...], ...]] = {
    LOOP: (
        Sought("recoverability", "recoverability", "three_1_masked", "category by masked text, delivered", RUBRICS),
        Sought("fidelity", "fidelity-facts", "told", "facts told, first drafts", ("first",)),
        Sought("fidelity", "fidelity-facts", "told", "facts told, last drafts", ("last",)),
        Sought("usefulness", "usefulness", "macro"),
    ),
    TEMPLATED: (
        Sought("diversity", "diversity-repetition", "self_bleu_4"),
        Sought("diversity", "diversity-repetition", "retold"),
        Sought("diversity", "diversity-repetition", "template_share"),
    ),
    HELPS: (Sought("usefulness", "usefulness", "macro"),),
}
"""Where what each question is answered by may stand."""

VERDICTS = {"can": "Shown:", "cannot": "Not so:", "open": "Not shown:"}
ABSENT = "not answered here"


def questions_section(book: Book) -> Markup:
    """Each question with its answer, or that it is not answered here and why."""
    every = answers(book.parts)
    asked = dict.fromkeys(answer.asks for answer in every)
    shown = (
        _question(place, asks, [one for one in every if one.asks == asks], book) for place, asks in enumerate(asked)
    )
    heading = element("h2", "Three questions that a critical reader asks", id="questions")
    return element("section", heading, *shown, class_="page")


def _question(place: int, asks: str, told: Sequence[Answer], book: Book) -> Markup:
    name = f"question-{place + 1}"
    heading = element("h3", asks, id=name)
    found = pick(book, FIGURES.get(asks, ()))
    table = _table(asks, found, book)
    figures = (grid(table, name), element("p", "From ", *_links(found), ".", class_="note")) if table.rows else ()
    return element("div", heading, *_answered(told, book), *figures, class_="question")


def _answered(told: Sequence[Answer], book: Book) -> Iterator[Markup]:
    for holds, verdict in VERDICTS.items():
        found = [one.claim for one in told if one.claim.holds == holds]
        yield from (_answer(one, verdict) for one in condense(found, [arm.name for arm in book.arms]))


def _answer(one: Condensed, verdict: str) -> Markup:
    if one.because.startswith(ABSENT):
        return element("p", element("b", "Not answered here:"), f" {sentence(one.because.removeprefix(f'{ABSENT}: '))}")
    said = sentence(one.says)
    arms = [f"{names}: {rest}" if rest else names for names, rest in one.arms]
    whole = f"{said[:-1]}: {'; '.join(arms)}." if arms else said
    because = (" ", element("span", sentence(one.because), class_="note")) if one.because else ()
    return element("p", element("b", verdict), f" {_lowered(whole)}", *because)


def _lowered(text: str) -> str:
    """Behind a colon."""
    return text[:1].lower() + text[1:] if text.startswith(("The ", "Each ", "A ", "Whether ", "Reports ")) else text


def _table(asks: str, found: Sequence[Picked], book: Book) -> Table:
    columns = [
        Column(f"c{n}", one.column.title + one.beside, min(2, one.column.digits), one.column.better)
        for n, one in enumerate(found)
    ]
    pairs = list(zip(columns, found, strict=True))
    arms = {arm.name: arm.baseline for arm in book.arms}
    hollow = {name: True for one in found for name in one.baselines} | arms
    names = [*arms, *(name for name in hollow if name not in arms)]
    rows = [Row((name,), _cells(name, pairs), hollow[name]) for name in names]
    return Table("question", asks, ("Arm",), tuple(columns), tuple(row for row in rows if row.cells))


def _cells(name: str, pairs: Sequence[tuple[Column, Picked]]) -> dict[str, Cell]:
    return {column.id: one.cells[name] for column, one in pairs if name in one.cells}


def _links(found: Sequence[Picked]) -> list[Markup]:
    """A link for each table, however many of its columns are shown."""
    places = {one.place: f"{one.source}{one.beside}" for one in found}
    links = [element("a", told, href=f"#{place}") for place, told in places.items()]
    return [joined("; " if place else "", link) for place, link in enumerate(links)]
