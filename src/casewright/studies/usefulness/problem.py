"""What is to be told of notes: which of some classes one is of, or which of them it has, if any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.studies.usefulness.classifier import Flags, Task
from casewright.studies.usefulness.corpus import Corpus
from casewright.studies.usefulness.levels import Level, Told, told_at

__all__ = ["FEWEST_NOTES", "FEWEST_PATIENTS", "TASKS", "ClassCount", "Posed", "Problem", "pose"]

FEWEST_NOTES = 15
FEWEST_PATIENTS = 5
"""As many as folds: fewer can't stand in each."""
MOST_LEFT_OUT = 0.1
"""Share of notes with several classes or none above which these are asked about too."""
TASKS: Mapping[Task, str] = {"one": "which of them", "any": "which, if any"}

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """A class with its real notes, their patients, and the reports of all arms; and why it can't be told, if so."""

    name: str
    notes: int
    patients: int
    reports: int
    why_not: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One question at one level.

    Attributes:
        level: Of the classes.
        task: ``one``: of notes with exactly one of the classes, which. ``any``: of all notes, which, if any.
        classes: Their names.
        notes: Places of the notes.
        truth: Which classes each text of the corpus has, notes and reports.
        usable: By arm: rows of the reports to learn from.
    """

    level: Level
    task: Task
    classes: tuple[str, ...]
    notes: Numbers
    truth: Flags
    usable: Mapping[str, Numbers]

    @property
    def tested(self) -> Flags:
        """The classes of the notes."""
        return self.truth[self.notes]

    def same_as(self, other: Problem) -> bool:
        """Whether both ask the same of the same notes and learn from the same reports, whatever classes are called."""
        if self.task != other.task or len(self.classes) != len(other.classes):
            return False
        rows = [self.notes, *self.usable.values()]
        theirs = [other.notes, *other.usable.values()]
        return all(map(np.array_equal, rows, theirs)) and all(
            np.array_equal(self.truth[own], other.truth[own]) for own in rows
        )

    def covered(self, arm: str) -> int:
        """Of how many classes an arm has a report."""
        return int(self.truth[self.usable[arm]].any(axis=0).sum())


@dataclass(frozen=True, slots=True)
class Posed:
    """What can be asked at a level.

    Attributes:
        level: The level.
        problems: The questions; empty where no class has enough notes.
        counts: The classes of the notes, the largest first.
        left: How many notes are uncoded, unknown, unspecific, of several classes, or of none; ``one``: of one.
        why_not: Where there is no question, why.
    """

    level: Level
    problems: tuple[Problem, ...]
    counts: tuple[ClassCount, ...]
    left: Mapping[str, int]
    why_not: str = ""


def pose(corpus: Corpus, level: Level) -> Posed:
    """The questions of a level.

    Notes of one class are asked about where two classes have 15 of them or more, from 5 patients or more, and a report
    in some arm; where that isn't so, or leaves out more than a tenth of the notes for having several classes or none,
    all notes are asked about, class by class.
    """
    told = [told_at(level, codes) for codes in corpus.codes]
    left = _left(told[: len(corpus.notes)])
    single = _problem(corpus, level, "one", told) if level != "chapter" else None
    outside = left["several"] + left["none"]
    both = single is None or outside > MOST_LEFT_OUT * (outside + left["one"])
    several = _problem(corpus, level, "any", told) if both else None
    problems = tuple(one for one in (single, several) if one is not None)
    counts = _counts(corpus, told, "any" if several or not single else "one")
    return Posed(level, problems, counts, left, "" if problems else _why_not(counts))


def _left(told: Sequence[Told]) -> dict[str, int]:
    names = [one if isinstance(one, str) else ("none", "one", "several")[min(len(one), 2)] for one in told]
    return {name: names.count(name) for name in ("one", "several", "none", "uncoded", "unknown", "unspecific")}


def _problem(corpus: Corpus, level: Level, task: Task, told: Sequence[Told]) -> Problem | None:
    counts = _counts(corpus, told, task)
    classes = tuple(sorted(one.name for one in counts if not one.why_not))
    if len(classes) < (2 if task == "one" else 1):
        return None
    truth = np.array([[not isinstance(one, str) and name in one for name in classes] for one in told], dtype=bool)
    fits = _single(told) & truth.any(axis=1) if task == "one" else np.array([not isinstance(one, str) for one in told])
    usable = {lesson.arm: (rows := corpus.rows(lesson))[fits[rows]] for lesson in corpus.lessons}
    return Problem(level, task, classes, np.flatnonzero(fits[: len(corpus.notes)]), truth, usable)


def _single(told: Sequence[Told]) -> Flags:
    return np.array([not isinstance(one, str) and len(one) == 1 for one in told], dtype=bool)


def _counts(corpus: Corpus, told: Sequence[Told], task: Task) -> tuple[ClassCount, ...]:
    """The classes that notes are of (of those with a single one, where one is asked for), the largest first."""
    notes = [one for one in told[: len(corpus.notes)] if not isinstance(one, str)]
    names = sorted({name for one in notes for name in one})
    rows = np.concatenate([np.zeros(0, dtype=np.int64), *(corpus.rows(lesson) for lesson in corpus.lessons)])
    found = [_count(name, corpus, told, rows, task) for name in names]
    return tuple(sorted(found, key=lambda one: (-one.notes, one.name)))


def _count(name: str, corpus: Corpus, told: Sequence[Told], rows: Numbers, task: Task) -> ClassCount:
    has = np.array([not isinstance(one, str) and name in one and (task == "any" or len(one) == 1) for one in told])
    known = sum(not isinstance(one, str) for one in told[: len(corpus.notes)])
    mine = np.flatnonzero(has[: len(corpus.notes)])
    patients, reports = len(np.unique(corpus.groups[mine])), int(has[rows].sum())
    rest = known - len(mine) if task == "any" else FEWEST_NOTES
    return ClassCount(name, len(mine), patients, reports, _lacks(name, len(mine), patients, rest, reports, len(rows)))


def _lacks(name: str, notes: int, patients: int, rest: int, reports: int, all_reports: int) -> str:
    if notes < FEWEST_NOTES:
        return f"not estimable: {notes} {_word(notes)} of {name}, {FEWEST_NOTES} are needed"
    if patients < FEWEST_PATIENTS:
        return f"not estimable: {notes} notes of {name} are of {patients} patients, {FEWEST_PATIENTS} are needed"
    if rest < FEWEST_NOTES:
        return f"not estimable: {rest} {_word(rest)} without {name}, {FEWEST_NOTES} are needed"
    if all_reports and not reports:
        return f"not asked: no arm has a report of {name}"
    return ""


def _word(n: int) -> str:
    return "note" if n == 1 else "notes"


def _why_not(counts: Sequence[ClassCount]) -> str:
    if not counts:
        return "not estimable: no note has a class of chapter V that can be told at this level"
    reasons = [one.why_not for one in counts if one.why_not]
    if not reasons:
        return f"not estimable: one class alone ({counts[0].name}), and no notes without it"
    more = f"; none of {len(reasons) - 1} smaller classes either" if len(reasons) > 1 else ""
    return reasons[0] + more
