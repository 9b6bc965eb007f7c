"""Wrong codes, other specialties, and notes that only mention a diagnosis: what passes as an assessment of a code."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.rubrics.answers import Reading
from benchmarks.rubrics.candidates import own_criteria
from benchmarks.rubrics.contrast import assessed
from benchmarks.rubrics.labels import Role
from benchmarks.rubrics.notes import Note
from benchmarks.rubrics.others import KIND, other_readings
from benchmarks.rubrics.scoring import support

from casewright.types import Language

__all__ = ["SUFFICIENT", "mentions_only", "render_refusals", "threshold"]

ACCEPTS = 0.8
SUFFICIENT = 0.8
"""The gate's own level."""
MENTIONED: tuple[Role, ...] = ("history", "incidental", "coder_error", "ruled_out", "suspected")


def threshold(own: Sequence[float], share: float = ACCEPTS) -> float:
    """The highest support that still accepts this share of own-code notes."""
    return sorted(own, reverse=True)[math.ceil(share * len(own)) - 1] if own else math.inf


def _support(reading: Reading, code: str, kind: str, age: int | None) -> float:
    rubric = own_criteria(code, kind, age)
    return support(rubric, reading.answers(rubric))


def mentions_only(notes: Sequence[Note], codes: Sequence[str]) -> Iterator[tuple[Role, str, float, Note]]:
    """Each diagnosis that a note mentions without assessing it: role, category, its rubric's support."""
    for note in notes:
        label = note.label
        told = [(label.role, label.principal)] if label.principal else []
        told += [(other.role, other) for other in label.others]
        done = {place.key for role, place in told if role == "assessed" and place}
        reading = Reading(note.report(), label.age)
        for role, place in told:
            if role in MENTIONED and place and place.key in codes and place.key not in done:
                yield role, place.key, _support(reading, place.key, label.kind, label.age), note


def render_refusals(notes: Sequence[Note], codes: Sequence[str]) -> list[str]:
    """The threshold, and what passes it."""
    own, wrong = _own_and_wrong(assessed(notes, codes), codes)
    bar = threshold(own)
    lines = [
        f"Support that accepts 80 % of {len(own)} own-code notes: {bar:.2f} "
        f"(accepted {sum(x >= bar for x in own)}; at the gate's own level of {SUFFICIENT}: "
        f"{sum(x >= SUFFICIENT for x in own)}).",
        "",
        "| held against | n | pass | refused |",
        "|---|---|---|---|",
        _row("a wrong code of the library", wrong, bar),
    ]
    languages: tuple[Language, ...] = ("en", "es")
    for language in languages:
        readings = other_readings(language, "held")
        pairs = [[_support(reading, code, KIND, None) for code in codes] for reading in readings]
        lines.append(_row(f"other specialties ({language}), each code", [x for row in pairs for x in row], bar))
        lines.append(_row(f"other specialties ({language}), any code", [max(row) for row in pairs], bar))
    return [*lines, "", *_mentioned(notes, codes, bar)]


def _own_and_wrong(notes: Sequence[Note], codes: Sequence[str]) -> tuple[list[float], list[float]]:
    own, wrong = [], []
    for note in notes:
        label, reading = note.label, Reading(note.report(), note.label.age)
        right = {place.key for place in (label.principal, *(o for o in label.others if o.role == "assessed")) if place}
        for code in codes:
            found = _support(reading, code, label.kind, label.age)
            if label.principal and code == label.principal.key:
                own.append(found)
            elif code not in right:
                wrong.append(found)
    return own, wrong


def _row(name: str, scores: Sequence[float], bar: float) -> str:
    passed = sum(score >= bar for score in scores)
    share = f"{1 - passed / len(scores):.3f}" if len(scores) >= 30 else f"{len(scores) - passed} of {len(scores)}"
    return f"| {name} | {len(scores)} | {passed} | {share} |"


def _mentioned(notes: Sequence[Note], codes: Sequence[str], bar: float) -> list[str]:
    told = list(mentions_only(notes, codes))
    lines = [
        "| only mentioned as | n | pass at the threshold | pass at 0.8 | codes that pass |",
        "|---|---|---|---|---|",
    ]
    for role in MENTIONED:
        mine = [(code, score) for kind, code, score, _ in told if kind == role]
        passed = Counter(code for code, score in mine if score >= bar)
        named = ", ".join(f"{code} {count}" for code, count in sorted(passed.items()))
        full = sum(score >= SUFFICIENT for _, score in mine)
        lines.append(f"| {role.replace('_', ' ')} | {len(mine)} | {passed.total()} | {full} | {named} |")
    return lines
