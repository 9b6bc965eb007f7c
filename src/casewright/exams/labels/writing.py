"""Labels to a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from casewright.exams.labels.form import COLUMNS
from casewright.exams.labels.label import ANSWERS, Label
from casewright.exams.labels.tabular import write_table

__all__ = ["write_labels"]


def write_labels(path: Path, labels: Iterable[Label]) -> None:
    """Writes JSONL (also gzipped), CSV or XLSX, by the end of the name; `read_labels` gives the same labels back.

    Raises:
        InputError: an unknown format, or a text that the format can't hold.
        StorageError: the file can't be written.
    """
    write_table(path, COLUMNS, [asdict(label) for label in labels], {"answer": ANSWERS})
