"""How an attempt ends: a pure function from what was found to a decision, or to another attempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casewright.graphs.listing import some_of
from casewright.graphs.parts import Limits
from casewright.graphs.stalling import stalled
from casewright.types import Decision, Fidelity, Outcome, Reason

__all__ = ["Findings", "decide", "failing_ids", "fidelity_reasons", "open_questions"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known about the current attempt when it is decided on.

    ``failures`` are reasons of the screen and, where it may decide, of the fact check; ``earlier`` the failing ids of
    each attempt before. ``can_gate`` is false where a critic may decide something and none of those answered;
    ``undecidable`` names criteria that no critic is certified for.
    """

    drafted: bool
    failures: tuple[Reason, ...]
    fidelity: Fidelity | None
    level: str
    attempt: int
    earlier: Sequence[frozenset[str]]
    can_write: bool
    can_gate: bool = True
    undecidable: Sequence[str] = ()


def decide(found: Findings, limits: Limits, judging: str) -> Decision | tuple[Reason, ...]:
    """The decision on this attempt, or the reasons for which the sample goes back to the writer.

    First match wins (architecture note, "How it ends"): a missing draft or critic; a failed screen or fact
    check, a contradiction, too little support; an open contradiction, too little coverage or a flagged
    instruction; else accepted.
    """
    if not found.can_gate:
        return Decision("error", "gate", judging, (Reason("model_failure", "no critic that may gate answered"),))
    failing = (
        found.failures if not found.drafted else (*_hard(found), *_contradictions(found), *_support(found, limits))
    )
    if failing:
        return _revise_or_end(found, failing, limits, judging)
    left_open = (*_open(found, limits), *_flagged(found))
    if left_open:
        return Decision("needs_review", "gate", judging, left_open)
    return Decision("accepted", "gate", judging)


def failing_ids(reasons: Sequence[Reason]) -> frozenset[str]:
    """What failed, by id and never by message."""
    return frozenset(f"{reason.kind}:{reason.criterion or reason.target or ''}" for reason in reasons)


def fidelity_reasons(fidelity: Fidelity, needed: float) -> tuple[Reason, ...]:
    """What the rubric found wanting: contradictions, and the criteria missing where support is too low."""
    against = [
        Reason("contradiction", _says(fidelity, name), criterion=name, target=name) for name in fidelity.contradictions
    ]
    if fidelity.support is None or fidelity.support >= needed:
        return tuple(against)
    missing = [item.id for item in fidelity.criteria if item.role == "supports" and item.verdict == "unmet"]
    lacking = [Reason("support", f"criterion {name!r} is not met", criterion=name, target=name) for name in missing]
    return (*against, *lacking)


def _says(fidelity: Fidelity, name: str) -> str:
    result = next(item for item in fidelity.criteria if item.id == name)
    votes = [vote.reason for vote in result.votes]
    return f"criterion {name!r} is contradicted: {votes[0]}" if votes else f"criterion {name!r} is contradicted"


def _revise_or_end(
    found: Findings, failing: tuple[Reason, ...], limits: Limits, judging: str
) -> Decision | tuple[Reason, ...]:
    outcome: Outcome = "rejected" if found.drafted else "error"
    if not found.can_write:
        return Decision(outcome, "gate", judging, failing)
    stop = stalled(failing_ids(failing), found.earlier)
    if stop is not None:
        return Decision(outcome, "gate", judging, (*failing, stop))
    if found.attempt >= limits.max_attempts:
        spent = Reason("budget", f"{limits.max_attempts} attempts were made")
        return Decision(outcome, "gate", judging, (*failing, spent))
    return failing


def _hard(found: Findings) -> tuple[Reason, ...]:
    return tuple(reason for reason in found.failures if reason.kind != "injection")


def _flagged(found: Findings) -> tuple[Reason, ...]:
    return tuple(reason for reason in found.failures if reason.kind == "injection")


def _contradictions(found: Findings) -> tuple[Reason, ...]:
    if found.fidelity is None:
        return ()
    return tuple(item for item in fidelity_reasons(found.fidelity, 0.0) if item.kind == "contradiction")


def _support(found: Findings, limits: Limits) -> tuple[Reason, ...]:
    if found.fidelity is None:
        return ()
    reasons = fidelity_reasons(found.fidelity, limits.levels[found.level])
    return tuple(item for item in reasons if item.kind == "support")


def _open(found: Findings, limits: Limits) -> tuple[Reason, ...]:
    return () if found.fidelity is None else open_questions(found.fidelity, limits, found.undecidable)


def open_questions(
    fidelity: Fidelity, limits: Limits, undecidable: Sequence[str] = (), *, any_support: bool = True
) -> tuple[Reason, ...]:
    """What only a person can settle: a contradiction left open, and too little coverage.

    ``any_support`` says whether anything that supports was asked; where nothing was, coverage means nothing.
    """
    left = [
        Reason("uncovered", _unsettled(item.id, undecidable), criterion=item.id, target=item.id)
        for item in fidelity.criteria
        if item.role == "contradicts" and item.verdict == "undetermined"
    ]
    covered = fidelity.coverage
    if not any_support or (covered is not None and covered >= limits.coverage):
        return tuple(left)
    told = "no criterion supports" if covered is None else f"coverage is {covered:.2f}"
    mute = [item.id for item in fidelity.criteria if item.role == "supports" and item.id in undecidable]
    why = f"; no critic is certified to decide {some_of(mute)}" if mute else ""
    return (*left, Reason("uncovered", f"{told}; {limits.coverage:.2f} is needed{why}"))


def _unsettled(name: str, undecidable: Sequence[str]) -> str:
    why = ": no critic is certified to decide it" if name in undecidable else ""
    return f"contradiction {name!r} could not be settled{why}"
