"""What figures of usefulness let one say, and what they don't"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from casewright.measures.figure import Figure
from casewright.studies.part import Claim
from casewright.studies.statistics import holm
from casewright.studies.usefulness.found import Found
from casewright.studies.usefulness.scoring import Change, Score
from casewright.studies.usefulness.tabling import say_problem
from casewright.studies.usefulness.trial import Result, Trial

__all__ = ["claim"]

LEVEL = 0.05
"""Of p, corrected by Holm over all comparisons of the main questions."""
Question = Literal["guess", "real", "parrot"]
Holds = Literal["can", "cannot", "open"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One comparison that a claim rests on."""

    trial: Trial
    result: Result
    question: Question
    change: Change


def claim(found: tuple[Found, ...]) -> tuple[Claim, ...]:
    """For each arm: whether its reports teach anything, help real notes, and beat the parrot's."""
    asked = [one for language in found if language.main is not None for one in _asked(language.main)]
    told = [one for one in asked if one.change.p is not None]
    corrected = holm([one.change.p for one in told if one.change.p is not None])
    tests = [_claim(one, p, len(told)) for one, p in zip(told, corrected, strict=True)]
    return (*(one for language in found for one in _untold(language)), *tests)


def _asked(trial: Trial) -> Iterator[_Asked]:
    guess = _better_guess(trial)
    for result in (one for one in trial.results if not one.baseline):
        if result.learnt == "synthetic" and guess is not None:
            if isinstance(result.score, Score):
                yield _Asked(trial, result, "guess", result.score.minus(guess)[0])
            if isinstance(result.minus_parrot, tuple):
                yield _Asked(trial, result, "parrot", result.minus_parrot[0])
        if result.learnt == "both" and result.minus_real is not None:
            yield _Asked(trial, result, "real", result.minus_real[0])


def _better_guess(trial: Trial) -> Score | None:
    """The control without any reading that does best."""
    found = [one.score for one in trial.results if one.learnt in ("majority", "guess")]
    return max((one for one in found if isinstance(one, Score)), key=lambda one: one.macro.value or 0.0, default=None)


def _claim(asked: _Asked, p: float, tests: int) -> Claim:
    change, trial = asked.change.figure, asked.trial
    holds: Holds = "open" if p >= LEVEL or not change.value else "can" if change.value > 0 else "cannot"
    because = (
        f"{say_problem(trial)}, {trial.place.language}, full text, {trial.notes} notes: macro-F1 "
        f"{_held_against(asked)}, a difference of {_with_interval(change)}, p {_p(p)} corrected for {tests} comparisons"
    )
    return Claim(_sentence(asked, reached=holds == "can"), holds, because, asked.result.arm)


def _sentence(asked: _Asked, *, reached: bool) -> str:
    result, score = asked.result, asked.result.score
    shown = f": macro-F1 {_with_interval(score.macro)}" if isinstance(score, Score) and reached else ""
    match asked.question:
        case "guess":
            seen = f"{result.reports} reports of {result.arm}"
            return f"A classifier that has seen only {seen} codes real notes better than guessing{shown}"
        case "real":
            return f"{result.reports} reports of {result.arm} beside {result.notes} real notes improve coding{shown}"
        case "parrot":
            return f"The writing of {result.arm} teaches a classifier more than its facts with full stops between them"


def _held_against(asked: _Asked) -> str:
    score = asked.result.score
    own = f"{_with_interval(score.macro)} " if isinstance(score, Score) and asked.question != "parrot" else ""
    match asked.question:
        case "guess":
            return f"{own}against what names classes without reading"
        case "real":
            return f"{own}against the same real notes alone"
        case "parrot":
            return f"on {asked.result.equal} reports of each against the parrot's"


def _untold(found: Found) -> Iterator[Claim]:
    """Languages of which nothing can be said, and arms that are refused."""
    language = found.corpus.language
    if found.main is None:
        reasons = "; ".join(f"{posed.level}: {posed.why_not}" for posed in found.posed if posed.why_not)
        yield Claim(f"The reports are useful for coding chapter V ({language})", "open", reasons)
    for lesson in found.corpus.lessons:
        if lesson.copies.refused:
            yield Claim(
                f"Reports of {lesson.arm} help to code real notes ({language})",
                "cannot",
                f"{int(lesson.copies.copied.sum())} of {len(lesson.reports)} stand among the notes to test on",
                lesson.arm,
            )


def _with_interval(figure: Figure) -> str:
    if figure.value is None:
        return figure.note
    interval = f" [{figure.low:.2f}, {figure.high:.2f}]" if figure.low is not None and figure.high is not None else ""
    return f"{figure.value:.2f}{interval}"


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
