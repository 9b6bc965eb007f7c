"""Real notes joined with their labels, whole or with the stated diagnosis cut away; and notes of other specialties."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.rubrics.labels import Label, digest, load_labels

from casewright.errors import UsageError
from casewright.types import Language, Report
from casewright.vocabulary.kinds.splitting import split_sections

__all__ = ["Note", "cut_away", "data_folder", "labelled_notes", "other_notes", "report_of"]

PSYCHIATRY = "Psychiatry / Psychology"


@dataclass(frozen=True, slots=True)
class Note:
    """A labelled note and its text, which stays in memory."""

    label: Label
    text: str

    def report(self, *, cut: bool = False) -> Report:
        """As a critic gets it."""
        text = cut_away(self.text, self.label.diagnosis_states) if cut else self.text
        return report_of(text, self.label.tongue, self.label.kind)


def report_of(text: str, language: Language, kind: str) -> Report:
    """A text with its sections found by their headings."""
    return Report(text, split_sections(text, language, kind), language, kind)


def cut_away(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without these spans; a full stop in place of each keeps the sentences around it apart."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}. {text[end:]}"
    return text


def data_folder() -> Path:
    """Where the development data lies.

    Raises:
        UsageError: ``CASEWRIGHT_DATA`` is not set.
    """
    folder = os.environ.get("CASEWRIGHT_DATA")
    if not folder:
        raise UsageError("CASEWRIGHT_DATA is not set: the real notes are not at hand")
    return Path(folder) / "notes"


def labelled_notes(labels: Sequence[Label] | None = None) -> tuple[Note, ...]:
    """The labelled notes that count.

    Raises:
        UsageError: a text is not the one that was labelled, or is gone.
    """
    texts = {name: _texts(name) for name in ("psych_dev", "codiesp_dev")}
    return tuple(_note(label, texts[label.source]) for label in labels or load_labels() if not label.excluded)


def _note(label: Label, texts: dict[str, str]) -> Note:
    text = texts.get(label.id)
    if text is None or digest(text) != label.sha256:
        raise UsageError(f"the text of note {label.id!r} is not the one that was labelled")
    return Note(label, text)


def _texts(source: str) -> dict[str, str]:
    field = "text_es" if source == "codiesp_dev" else "text"
    return {row["id"]: row[field] for row in _rows(source)}


@cache
def other_notes(language: Language) -> tuple[tuple[str, str], ...]:
    """Id and text of notes of other specialties: nobody labelled a disorder of chapter V in them."""
    labelled = {label.id for label in load_labels()}
    if language == "es":
        return tuple((row["id"], row["text_es"]) for row in _rows("codiesp_dev") if row["id"] not in labelled)
    rows = (row for row in _rows("mtsamples_dev") if row["id"] not in labelled)
    return tuple((row["id"], row["text"]) for row in rows if PSYCHIATRY not in row["specialty"])


def _rows(source: str) -> Iterator[dict[str, Any]]:
    with gzip.open(data_folder() / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
