"""Tables of what usefulness was measured on: classes, notes that could be used, reports that copy notes"""

from __future__ import annotations

from collections.abc import Iterator

from casewright.measures.figure import Figure
from casewright.studies.table import Column, Row, Table
from casewright.studies.usefulness.copies import MOST_COPIED, MOST_SHARED
from casewright.studies.usefulness.corpus import Corpus, Lesson
from casewright.studies.usefulness.found import Found
from casewright.studies.usefulness.levels import LEVELS
from casewright.studies.usefulness.problem import FEWEST_NOTES, FEWEST_PATIENTS, ClassCount, Posed

__all__ = ["tabulate_counts"]

LARGEST = 12
"""Classes of a level that have a row of their own."""
LEFT = (
    ("one", "of one class"),
    ("several", "of several"),
    ("none", "of none in chapter V"),
    ("uncoded", "without a code"),
    ("unknown", "with a code that can't be read"),
    ("unspecific", "coded less finely"),
)


def tabulate_counts(found: tuple[Found, ...]) -> tuple[Table, ...]:
    """Three tables."""
    return (_classes(found), _notes(found), _copies(found))


def _classes(found: tuple[Found, ...]) -> Table:
    columns: tuple[Column, ...] = (
        Column("notes", "real notes", 0),
        Column("patients", "patients", 0),
        Column("reports", "reports", 0),
    )
    rows = tuple(row for one in found for posed in one.posed for row in _class_rows(one.corpus, posed))
    note = (
        f"A class is asked about from {FEWEST_NOTES} real notes of {FEWEST_PATIENTS} patients on, where some arm has a "
        "report of it. Where several classes are possible notes count for each of theirs. Reports: of all arms, as "
        "far as they are learnt from."
    )
    labels = ("language", "level", "class")
    return Table(
        "usefulness-classes", "Classes of the real notes", labels, (*columns, Column("asked", "asked")), rows, note
    )


def _class_rows(corpus: Corpus, posed: Posed) -> Iterator[Row]:
    for one in posed.counts[:LARGEST]:
        yield Row((corpus.language, LEVELS[posed.level], one.name), _class_cells(one))
    rest = posed.counts[LARGEST:]
    if rest:
        asked = sum(not one.why_not for one in rest)
        words = f"{asked} of these {len(rest)} classes; the largest has {rest[0].notes} notes"
        yield Row((corpus.language, LEVELS[posed.level], f"{len(rest)} smaller"), {"asked": words})


def _class_cells(one: ClassCount) -> dict[str, Figure | str]:
    return {
        "notes": _count(one.notes),
        "patients": _count(one.patients),
        "reports": _count(one.reports),
        "asked": one.why_not or "yes",
    }


def _notes(found: tuple[Found, ...]) -> Table:
    columns = (Column("used", "notes", 0), *(Column(name, title, 0) for name, title in LEFT))
    more = (Column("merged", "near-duplicates joined", 0), Column("referenced", "in the gate's reference corpus", 0))
    rows = tuple(_note_row(one.corpus, posed) for one in found for posed in one.posed)
    note = (
        "Near-duplicates of another note (5-gram Jaccard above 0.8) count as the same patient's, so that they are "
        "never on both sides. Notes of the reference corpus are what the gate compared reports with: a report that "
        "is near one was refused, and in this way the reports know of them."
    )
    return Table("usefulness-notes", "Real notes by level", ("language", "level"), (*columns, *more), rows, note)


def _note_row(corpus: Corpus, posed: Posed) -> Row:
    used = len(corpus.notes)
    drawn = f"drawn from {corpus.given}, whole patients" if used < corpus.given else ""
    cells: dict[str, Figure | str] = {"used": Figure(used, used, note=drawn), "merged": _count(corpus.merged)}
    cells |= {name: _count(posed.left[name]) for name, _ in LEFT}
    known = corpus.referenced
    cells["referenced"] = "not known: the reference was given without its notes" if known is None else _count(known)
    return Row((corpus.language, LEVELS[posed.level]), cells)


def _copies(found: tuple[Found, ...]) -> Table:
    columns = (
        Column("reports", "reports held against the notes", 0),
        Column("exact", "the same words", 0),
        Column("near", "near-duplicates", 0),
        Column("learnt", "reports to learn from", 0),
        Column("verdict", "so"),
    )
    rows = tuple(_copy_row(one.corpus, lesson) for one in found for lesson in one.corpus.lessons)
    note = (
        "Near: a 5-gram Jaccard above 0.8 to a real note, or one note that holds more than "
        f"{MOST_SHARED:.0%} of the report's 8-grams. Copies are not learnt from; an arm with more than "
        f"{MOST_COPIED:.0%} of them is refused whole."
    )
    return Table("usefulness-copies", "Reports that stand among the notes", ("language", "arm"), columns, rows, note)


def _copy_row(corpus: Corpus, lesson: Lesson) -> Row:
    size, copies = len(lesson.reports), lesson.copies
    drawn = f"drawn from {lesson.delivered}" if size < lesson.delivered else ""
    verdict = "refused: these are the notes that it would be tested on" if copies.refused else "used"
    cells: dict[str, Figure | str] = {
        "reports": Figure(size, size, note=drawn),
        "exact": _count(int(copies.exact.sum())),
        "near": _count(int(copies.near.sum())),
        "learnt": _count(len(corpus.rows(lesson))),
        "verdict": verdict if size else "nothing delivered",
    }
    return Row((corpus.language, lesson.arm), cells, lesson.baseline)


def _count(n: int) -> Figure:
    return Figure(n, n)
