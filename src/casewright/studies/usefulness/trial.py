"""All ways of learning one problem on one form of the texts, side by side."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from casewright.studies.usefulness.bench import Bench
from casewright.studies.usefulness.classifier import Task
from casewright.studies.usefulness.corpus import Lesson
from casewright.studies.usefulness.levels import Level
from casewright.studies.usefulness.scoring import Change, Score
from casewright.types import Language

__all__ = ["SHARES", "Form", "Learnt", "Place", "Result", "Size", "Trial", "sizes_up_to", "try_all", "try_sizes"]

Form = Literal["full", "masked"]
Learnt = Literal["majority", "guess", "titles", "real", "synthetic", "both"]
SHARES = (1.0, 0.25)
"""Shares of the real notes to learn from that reports are added to."""
STEPS = (10, 30, 100, 300, 1_000, 3_000)


@dataclass(frozen=True, slots=True)
class Place:
    """Which problem, on what.

    Attributes:
        language: Of notes and reports.
        level: Of the classes.
        task: Which of them, or which, if any.
        form: The full text, or without what names a diagnosis.
        features: ``words``, or the name of an embedder.
    """

    language: Language
    level: Level
    task: Task
    form: Form
    features: str


@dataclass(frozen=True, slots=True)
class Result:
    """One way of learning.

    Attributes:
        learnt: From what.
        arm: Whose reports, if any.
        baseline: Whether it is what others are held against.
        reports: Reports that were learnt from.
        notes: Real notes that were learnt from, on average over folds.
        covered: Of how many of the classes there are reports.
        score: How well it did; in words why it can't be told.
        minus_real: Less what real notes alone give, in macro- and in micro-F1.
        minus_parrot: Less what as many reports of the parrot give; in words why not.
        equal: How many reports that was.
    """

    learnt: Learnt
    score: Score | str
    arm: str = ""
    baseline: bool = False
    reports: int = 0
    notes: int = 0
    covered: int = 0
    minus_real: tuple[Change, Change] | None = None
    minus_parrot: tuple[Change, Change] | str = ""
    equal: int = 0


@dataclass(frozen=True, slots=True)
class Size:
    """A place of a curve: so many reports of an arm (0: none) beside a share of the real notes (0: none)."""

    arm: str
    reports: int
    share: float
    notes: int
    score: Score | str
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """One problem on one form of the texts.

    Attributes:
        place: Which.
        classes: Names of the classes.
        notes: Notes told.
        results: By way of learning.
        sizes: Places of curves; empty where none were drawn.
    """

    place: Place
    classes: tuple[str, ...]
    notes: int
    results: tuple[Result, ...]
    sizes: tuple[Size, ...] = field(default=())

    def result(self, learnt: Learnt, arm: str = "") -> Result | None:
        """The result of one way of learning."""
        return next((one for one in self.results if (one.learnt, one.arm) == (learnt, arm)), None)


def try_all(bench: Bench, lessons: tuple[Lesson, ...], titles: tuple[str, ...]) -> tuple[Result, ...]:
    """Controls, real notes alone, and each arm alone and beside the real notes."""
    real = bench.real()
    notes = bench.notes_learnt()
    control = bench.titles(titles)
    found = [Result("majority", bench.majority(), baseline=True), Result("guess", bench.guess(), baseline=True)]
    if control is not None:
        found.append(Result("titles", control, baseline=True, notes=notes))
    found.append(Result("real", real, baseline=True, notes=notes))
    parrot = next((lesson.arm for lesson in lessons if lesson.baseline), None)
    for lesson in lessons:
        found += _of_arm(bench, lesson, real, notes, parrot)
    return tuple(found)


def _of_arm(bench: Bench, lesson: Lesson, real: Score, notes: int, parrot: str | None) -> list[Result]:
    arm, size, covered = lesson.arm, len(bench.problem.usable[lesson.arm]), bench.problem.covered(lesson.arm)
    refused = "refused: too many of its reports stand among the notes" if lesson.copies.refused else ""
    alone: Score | str = refused or bench.synthetic(arm)
    added: Score | str = refused or bench.both(arm)
    versus, equal = _versus(bench, lesson, alone, parrot)
    whose = Result("synthetic", alone, arm, lesson.baseline, size, covered=covered)
    return [
        replace(whose, minus_real=_minus(alone, real), minus_parrot=versus, equal=equal),
        replace(whose, learnt="both", score=added, notes=notes, minus_real=_minus(added, real)),
    ]


def _minus(score: Score | str, real: Score) -> tuple[Change, Change] | None:
    return None if isinstance(score, str) else score.minus(real)


def _versus(
    bench: Bench, lesson: Lesson, alone: Score | str, parrot: str | None
) -> tuple[tuple[Change, Change] | str, int]:
    """Against the parrot on as many reports of each."""
    if lesson.baseline or isinstance(alone, str):
        return "", 0
    if parrot is None:
        return "not estimable: no parrot arm was given", 0
    usable = bench.problem.usable
    equal = min(len(usable[lesson.arm]), len(usable[parrot]))
    ours, theirs = (bench.synthetic(arm, equal) for arm in (lesson.arm, parrot))
    if isinstance(theirs, str):
        return f"not estimable: the parrot can't be learnt from ({theirs.removeprefix('not estimable: ')})", 0
    return (ours, 0) if isinstance(ours, str) else (ours.minus(theirs), equal)


def sizes_up_to(most: int) -> tuple[int, ...]:
    """10, 30, 100 and so on, from a fiftieth of the most there are up to half of it, and the most."""
    return (*(step for step in STEPS if most / 50 <= step <= most / 2), most) if most else ()


def try_sizes(bench: Bench, lessons: tuple[Lesson, ...]) -> tuple[Size, ...]:
    """Curves: reports alone, and beside all or a quarter of the real notes."""
    found = [Size("", 0, share, bench.notes_learnt(share), bench.real(share), baseline=True) for share in SHARES]
    notes = {0.0: 0} | {one.share: one.notes for one in found}
    for lesson in (lesson for lesson in lessons if bench.problem.covered(lesson.arm)):
        for size in sizes_up_to(len(bench.problem.usable[lesson.arm])):
            scores = {0.0: bench.synthetic(lesson.arm, size)} | {at: bench.both(lesson.arm, size, at) for at in SHARES}
            found += [Size(lesson.arm, size, at, notes[at], score, lesson.baseline) for at, score in scores.items()]
    return tuple(found)
