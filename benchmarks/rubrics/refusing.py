"""Wrong codes, other specialties, and notes that only mention a diagnosis: what passes as an assessment of a code."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from benchmarks.rubrics.answers import Reading
from benchmarks.rubrics.candidates import own_criteria
from benchmarks.rubrics.contrast import assessed
from benchmarks.rubrics.labels import Role
from benchmarks.rubrics.notes import Note
from benchmarks.rubrics.others import KIND, background, other_readings
from benchmarks.rubrics.scoring import evidence, support

from casewright.types import Language

__all__ = ["SUFFICIENT", "WAYS", "Way", "mentions_only", "render_refusals", "threshold"]

ACCEPTS = 0.8
SUFFICIENT = 0.8
"""The gate's own level of support."""
MENTIONED: tuple[Role, ...] = ("history", "incidental", "coder_error", "ruled_out", "suspected")
LANGUAGES: tuple[Language, ...] = ("en", "es")
Way = Literal["support", "evidence"]
WAYS: tuple[Way, ...] = ("support", "evidence")


def threshold(own: Sequence[float], share: float = ACCEPTS) -> float:
    """The highest score that still accepts this share of own-code notes."""
    return sorted(own, reverse=True)[math.ceil(share * len(own)) - 1] if own else math.inf


def _score(way: Way, reading: Reading, code: str, kind: str, language: Language) -> float:
    rubric = own_criteria(code, kind, reading.age)
    answers = reading.answers(rubric)
    return support(rubric, answers) if way == "support" else evidence(rubric, answers, background(rubric, language))


def _of(way: Way, note: Note, reading: Reading, code: str) -> float:
    return _score(way, reading, code, note.label.kind, note.label.tongue)


def mentions_only(notes: Sequence[Note], codes: Sequence[str], way: Way) -> Iterator[tuple[Role, str, float]]:
    """Each diagnosis that a note mentions without assessing it: its role, its category, and the rubric's score."""
    for note in notes:
        label = note.label
        told = [(label.role, label.principal), *((other.role, other) for other in label.others)]
        known = [(role, place.key) for role, place in told if place and place.key in codes]
        done = {code for role, code in known if role == "assessed"}
        reading = Reading(note.report(), label.age)
        for role, code in known:
            if role in MENTIONED and code not in done:
                yield role, code, _of(way, note, reading, code)


def render_refusals(notes: Sequence[Note], codes: Sequence[str]) -> list[str]:
    """By way of scoring the threshold, and what passes it."""
    lines: list[str] = []
    for way in WAYS:
        own, wrong = _own_and_wrong(assessed(notes, codes), codes, way)
        bar = threshold(own)
        lines += [_said(way, own, bar), "", f"| {way}, held against | n | pass | refused | codes that pass |"]
        lines.append("|---" * 5 + "|")
        lines += [_row("a wrong code of the library", wrong, bar), *_specialties(codes, way, bar), ""]
        lines += [*_mentioned(notes, codes, way, bar), ""]
    return lines[:-1]


def _said(way: Way, own: Sequence[float], bar: float) -> str:
    passed = f"The {way} that accepts 80 % of {len(own)} own-code notes is {bar:.2f}; it accepts {_passing(own, bar)}."
    level = f" At the gate's own level of {SUFFICIENT} {_passing(own, SUFFICIENT)} pass."
    return passed + (level if way == "support" else "")


def _passing(scores: Sequence[float], bar: float) -> int:
    return sum(score >= bar for score in scores)


Scored = list[tuple[str, float]]


def _own_and_wrong(notes: Sequence[Note], codes: Sequence[str], way: Way) -> tuple[list[float], Scored]:
    own: list[float] = []
    wrong: Scored = []
    for note in notes:
        label, reading = note.label, Reading(note.report(), note.label.age)
        right = {place.key for place in (label.principal, *(o for o in label.others if o.role == "assessed")) if place}
        for code in codes:
            if label.principal and code == label.principal.key:
                own.append(_of(way, note, reading, code))
            elif code not in right:
                wrong.append((code, _of(way, note, reading, code)))
    return own, wrong


def _specialties(codes: Sequence[str], way: Way, bar: float) -> Iterator[str]:
    for language in LANGUAGES:
        readings = other_readings(language, "held")
        rows = [[(code, _score(way, reading, code, KIND, language)) for code in codes] for reading in readings]
        yield _row(f"other specialties ({language}), each code", [pair for row in rows for pair in row], bar)
        highest = [max(row, key=lambda pair: pair[1]) for row in rows]
        yield _row(f"other specialties ({language}), any code", highest, bar)


def _row(name: str, scores: Scored, bar: float) -> str:
    passed = Counter(code for code, score in scores if score >= bar)
    refused = len(scores) - passed.total()
    share = f"{refused / len(scores):.3f}" if len(scores) >= 30 else f"{refused} of {len(scores)}"
    return f"| {name} | {len(scores)} | {passed.total()} | {share} | {_named(passed)} |"


def _named(passed: Counter[str]) -> str:
    return ", ".join(f"{code} {count}" for code, count in passed.most_common())


def _mentioned(notes: Sequence[Note], codes: Sequence[str], way: Way, bar: float) -> list[str]:
    told = list(mentions_only(notes, codes, way))
    lines = [f"| {way}, only mentioned as | n | pass | codes that pass |", "|---" * 4 + "|"]
    for role in MENTIONED:
        mine = [(code, score) for each, code, score in told if each == role]
        passed = Counter(code for code, score in mine if score >= bar)
        lines.append(f"| {role.replace('_', ' ')} | {len(mine)} | {passed.total()} | {_named(passed)} |")
    return lines
