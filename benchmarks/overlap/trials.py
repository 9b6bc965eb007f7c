"""The trials: an invented hospital, and the real notes of the development data among invented ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from benchmarks.overlap.developed import Real, others, real_notes
from benchmarks.overlap.invented import Invented
from benchmarks.overlap.trial import Query, Trial, make_queries

from casewright.measures.privacy import ReferenceNote

__all__ = ["invented_trial", "real_trial"]

EACH, FRESH = 200, 1000


def invented_trial(notes: int, each: int = EACH, fresh: int = FRESH, phrases: int = 200) -> Trial:
    """Sources are drawn from all notes; hosts and fresh notes are of patients that the corpus doesn't have."""
    hospital = Invented(phrases=phrases)
    corpus = list(hospital.notes(notes))
    queries = make_queries(corpus, hospital.fresh(1000, 1), each, seed=1)
    return Trial(f"invented, {phrases} stock sentences", corpus, queries, hospital.fresh(fresh, 2))


def real_trial(data: Path, notes: int, fresh: Literal["held", "other"], each: int = EACH) -> Trial:
    """The corpus half of the real notes, filled up with invented ones; real sources, hosts held out, by language.

    ``fresh`` are the held-out notes of the same files, which share templates with the corpus, or English notes of an
    origin that the corpus has nothing of.
    """
    real = real_notes(data)
    corpus = [note for note in real if note.half == "corpus"]
    held = [note.text for note in real if note.half == "held"]
    rows = [ReferenceNote(row, note.text, f"row:{row}") for row, note in enumerate(corpus, 1)]
    filled = [*rows, *_filling(len(rows), notes - len(rows))]
    name = f"{len(rows)} real notes among {len(filled)}, fresh: {fresh}"
    return Trial(
        name, filled, list(_queries(real, rows, others(data), each)), held if fresh == "held" else others(data)
    )


def _filling(after: int, count: int) -> Iterator[ReferenceNote]:
    for note in Invented().notes(max(0, count)):
        yield ReferenceNote(after + note.row, note.text, f"invented:{note.patient}")


def _queries(real: Sequence[Real], rows: Sequence[ReferenceNote], english: Sequence[str], each: int) -> Iterator[Query]:
    """Hosts are of the source's language and share nothing with it; as many queries of a language as it has notes."""
    corpus = [note for note in real if note.half == "corpus"]
    spanish = [note.text for note in real if note.half == "held" and note.language == "es"]
    for language, hosts in (("en", english), ("es", spanish)):
        own = [row for row, note in zip(rows, corpus, strict=True) if note.language == language]
        yield from make_queries(own, hosts, round(each * len(own) / len(rows)), seed=len(hosts), twins=True)
