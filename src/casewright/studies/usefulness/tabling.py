"""Tables of usefulness: how well each way of learning does, curves, classes, notes, and copies"""

from __future__ import annotations

from collections.abc import Iterator

from casewright.measures.figure import Figure
from casewright.studies.table import Cell, Column, Row, Table
from casewright.studies.usefulness.classifier import SETTINGS
from casewright.studies.usefulness.found import Found
from casewright.studies.usefulness.levels import LEVELS
from casewright.studies.usefulness.problem import TASKS
from casewright.studies.usefulness.scoring import Change, Score
from casewright.studies.usefulness.tabling_counts import tabulate_counts
from casewright.studies.usefulness.trial import Result, Size, Trial

__all__ = ["say_learnt", "say_problem", "tabulate"]

RESULTS = (
    Column("reports", "reports learnt from"),
    Column("covered", "classes in reports"),
    Column("macro", "macro-F1", better="high"),
    Column("micro", "micro-F1", better="high"),
    Column("minus_real", "macro-F1 less that of real notes", better="high"),
    Column("minus_parrot", "macro-F1 less the parrot's, equal number", better="high"),
)
SIZES = (
    Column("macro", "macro-F1", better="high"),
    Column("micro", "micro-F1", better="high"),
)
NAMED = 6
LABELS = ("language", "classes", "text", "seen as", "learnt from")
HOW = (
    f"Told are real notes, always of patients that nothing was learnt from: five folds, answers pooled. {SETTINGS}; "
    "thresholds, where several classes or none may be named, come from folds within the training texts (real notes, if "
    "there are any). Words are tf-idf of words and pairs, weighted on the training texts alone. Intervals: bootstrap "
    "over patients, and over repeated draws where there are any; another real corpus to learn from would vary more. "
    "Differences are paired by note and not corrected for their number; claims are. Masked: without what names a "
    "diagnosis, in training and test alike. Controls (most frequent class, which for 'which, if any' is all of them; "
    "guessing; words of titles, learnt from real notes), real notes and parrot are what others are held against. "
    "'Which of them': notes with exactly one of the classes, where micro-F1 is the share told right. 'Which, if any': "
    "all notes, each class on its own; reports alone can show as none of the classes only other classes of chapter V."
)


def tabulate(found: tuple[Found, ...]) -> tuple[Table, ...]:
    """All tables; without notes in a language of the reports, none."""
    if not found:
        return ()
    results = tuple(row for one in found for row in _rows(one))
    sizes = tuple(_size_row(trial, size) for one in found for trial in one.trials for size in trial.sizes)
    tables = [Table("usefulness", "Coding chapter V in real notes", LABELS, RESULTS, results, HOW)]
    if sizes:
        tables.append(_size_table(sizes))
    return (*tables, *tabulate_counts(found))


def say_problem(trial: Trial) -> str:
    """Such as ``block, which of them: F20-F29, F30-F39``; of many classes the first ones."""
    place, many = trial.place, len(trial.classes)
    named = ", ".join(trial.classes if many <= NAMED else trial.classes[: NAMED - 1])
    more = f" and {many - NAMED + 1} more" if many > NAMED else ""
    return f"{LEVELS[place.level]}, {TASKS[place.task]}: {named}{more}"


def say_learnt(result: Result) -> str:
    """What a way of learning is called."""
    match result.learnt:
        case "majority":
            return "control: most frequent class"
        case "guess":
            return "control: guessing by frequency"
        case "titles":
            return "control: words of titles"
        case "real":
            return "real notes"
        case "synthetic":
            return f"{result.arm} alone"
        case "both":
            return f"real notes + {result.arm}"


def _rows(found: Found) -> Iterator[Row]:
    for posed in found.posed:
        if posed.why_not:
            labels = (found.corpus.language, LEVELS[posed.level], "-", "-", "-")
            yield Row(labels, {"macro": posed.why_not, "micro": posed.why_not})
    for problem, finer in found.alike:
        words = f"as {LEVELS[finer.level]}: each class holds one of those"
        labels = (found.corpus.language, f"{LEVELS[problem.level]}, {TASKS[problem.task]}", "-", "-", "-")
        yield Row(labels, {"macro": words, "micro": words})
    for trial in found.trials:
        yield from (_row(trial, result) for result in trial.results)


def _row(trial: Trial, result: Result) -> Row:
    place, score = trial.place, result.score
    labels = (place.language, say_problem(trial), place.form, place.features, say_learnt(result))
    cells: dict[str, Cell] = {
        "macro": score.macro if isinstance(score, Score) else score,
        "micro": score.micro if isinstance(score, Score) else score,
    }
    if result.arm:
        cells |= {"reports": str(result.reports), "covered": f"{result.covered} of {len(trial.classes)}"}
    if result.minus_real:
        cells["minus_real"] = result.minus_real[0].figure
    if result.minus_parrot:
        cells["minus_parrot"] = _versus(result.minus_parrot, result.equal)
    return Row(labels, cells, result.baseline)


def _versus(change: tuple[Change, Change] | str, equal: int) -> Cell:
    if isinstance(change, str):
        return change
    figure = change[0].figure
    return Figure(figure.value, figure.n, figure.low, figure.high, f"{figure.note}; {equal} reports of each")


def _size_table(rows: tuple[Row, ...]) -> Table:
    note = (
        "Draws are nested and hold the classes in the arm's own shares: three draws of reports where not all are "
        "taken. Real notes are learnt from by fold; a quarter is a quarter of each fold's patients. 0 reports: real "
        "notes alone."
    )
    labels = ("language", "classes", "arm", "real notes learnt from", "reports learnt from")
    return Table("usefulness-sizes", "By number of reports and of real notes", labels, SIZES, rows, note)


def _size_row(trial: Trial, size: Size) -> Row:
    labels = (trial.place.language, say_problem(trial), size.arm or "real notes", str(size.notes), str(size.reports))
    score = size.score
    if isinstance(score, str):
        return Row(labels, {"macro": score, "micro": score}, size.baseline)
    return Row(labels, {"macro": score.macro, "micro": score.micro}, size.baseline)
