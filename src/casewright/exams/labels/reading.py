"""Labels from a file: every row is taken, counted as not answered yet, or complained of by number and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casewright.errors import InputError
from casewright.exams.labels.form import LabelForm, form_of
from casewright.exams.labels.key import KeyEntry, read_key
from casewright.exams.labels.label import Label
from casewright.exams.labels.refusing import refuse_rows
from casewright.exams.labels.tabular import read_table

__all__ = ["LabelFile", "read_label_file", "read_label_files", "read_labels"]

Rows = Sequence[tuple[int, LabelForm]]


@dataclass(frozen=True, slots=True)
class LabelFile:
    """What a file holds. ``blank`` counts its rows without an answer: not asked again, not counted as anything."""

    labels: tuple[Label, ...]
    blank: int


def read_labels(path: Path, key: Path | None = None) -> tuple[Label, ...]:
    """The answered rows of a JSONL (also gzipped), CSV or XLSX file; see `read_label_file`."""
    return read_label_file(path, key).labels


def read_label_file(path: Path, key: Path | None = None) -> LabelFile:
    """The labels of a file, and how many of its rows aren't answered yet.

    Args:
        path: The file.
        key: The key of the blinded sheet that the file is; gives reports back their id, code, kind and language.

    Raises:
        InputError: the file is empty or can't be read, no row is answered, or rows are wrong; all are named.
    """
    rows = _forms(path)
    entries = None if key is None else read_key(key)
    answered = [(number, form) for number, form in rows if form.answer is not None]
    if not answered:
        raise InputError(f"no row of {str(path)!r} is answered: column 'answer' is empty in all {len(rows)}")
    labels = tuple(_labels(path, rows, answered, entries))
    _refuse_twice(path, [number for number, _ in answered], labels)
    return LabelFile(labels, len(rows) - len(answered))


def read_label_files(paths: Sequence[Path], key: Path | None = None) -> LabelFile:
    """Several files as one: raters send one each.

    Raises:
        InputError: as `read_label_file`; or a rater answers one question in two files.
    """
    first: dict[tuple[str, str, str], Path] = {}
    files = [(path, read_label_file(path, key)) for path in paths]
    for path, file in files:
        for label in file.labels:
            before = first.setdefault((label.rater, label.report, label.criterion), path)
            if before != path:
                told = f"rater {label.rater!r} answers {label.criterion!r} of report {label.report!r}"
                raise InputError(f"{told} in {str(before)!r} and in {str(path)!r}")
    return LabelFile(tuple(label for _, file in files for label in file.labels), sum(file.blank for _, file in files))


def _forms(path: Path) -> Rows:
    rows: list[tuple[int, LabelForm]] = []
    wrong: list[tuple[int, str]] = []
    for number, row in read_table(path):
        form = row if isinstance(row, str) else form_of(row)
        if isinstance(form, LabelForm):
            rows.append((number, form))
        else:
            wrong.append((number, form))
    refuse_rows(path, wrong)
    if not rows:
        raise InputError(f"{str(path)!r} has no labels")
    return rows


def _labels(path: Path, rows: Rows, answered: Rows, entries: Mapping[str, KeyEntry] | None) -> Iterator[Label]:
    texts, only = _texts(path, rows), _only_rater(rows)
    wrong: list[tuple[int, str]] = []
    for number, form in answered:
        label = _label(form, texts.get(form.report, ""), form.rater or only)
        why = _lacks(label, entries)
        if why:
            wrong.append((number, why))
        else:
            yield label if entries is None else _unblinded(label, entries[label.report])
    refuse_rows(path, wrong)


def _label(form: LabelForm, text: str, rater: str) -> Label:
    values = form.model_dump()
    return Label(**{**values, "text": text, "rater": rater})


def _lacks(label: Label, entries: Mapping[str, KeyEntry] | None) -> str:
    if not label.rater:
        return "column 'rater' is empty; name the rater in each row, or one rater for the whole file"
    if entries is not None and label.report not in entries:
        return f"column 'report': {label.report!r} is not in the key"
    if entries is None and not label.text.strip():
        return f"column 'text' is empty in every row of report {label.report!r}"
    return ""


def _unblinded(label: Label, entry: KeyEntry) -> Label:
    """The text is the key's: a spreadsheet may have changed quotes or line ends."""
    kept = entry.model_dump(include={"report", "text", "code", "system", "kind", "language"})
    return replace(label, **kept)


def _texts(path: Path, rows: Rows) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for number, form in rows:
        if form.text.strip() and found.setdefault(form.report, form.text) != form.text:
            raise InputError(f"{str(path)!r} row {number}: report {form.report!r} has another text than above")
    return found


def _only_rater(rows: Rows) -> str:
    """Who is meant where a file names one rater, somewhere."""
    named = {form.rater for _, form in rows if form.rater}
    return named.pop() if len(named) == 1 else ""


def _refuse_twice(path: Path, numbers: Sequence[int], labels: Sequence[Label]) -> None:
    first: dict[tuple[str, str, str], int] = {}
    wrong: list[tuple[int, str]] = []
    for number, label in zip(numbers, labels, strict=True):
        before = first.setdefault((label.rater, label.report, label.criterion), number)
        if before != number:
            told = f"rater {label.rater!r} answers {label.criterion!r} of report {label.report!r} again"
            wrong.append((number, f"{told}; row {before} did"))
    refuse_rows(path, wrong)
