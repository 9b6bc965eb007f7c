"""The texts of one language: notes to tell, and what each arm gives to learn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.icd10 import SYSTEMS
from casewright.icd10.divergence import divergence_of
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.words import token_keys
from casewright.studies.material import Arm, Material, RealNote, StudyReport
from casewright.studies.sampling import drawn
from casewright.studies.usefulness.copies import Copies, find_copies, merge_groups
from casewright.types import Language

__all__ = ["Corpus", "Lesson", "gather"]

Numbers = NDArray[np.int64]
Keys = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, repr=False)
class Lesson(Confidential):
    """What one arm gives to learn from.

    Attributes:
        arm: Its name.
        baseline: Whether it is the parrot.
        reports: Its reports of the language, or a draw of them.
        delivered: How many it has.
        copies: Which of them stand among the notes.
        start: The row of the first one in the corpus.
    """

    arm: str
    baseline: bool
    reports: tuple[StudyReport, ...]
    delivered: int
    copies: Copies
    start: int


@dataclass(frozen=True, slots=True, repr=False)
class Corpus(Confidential):
    """The texts of one language, notes first, then each arm's reports.

    Attributes:
        language: Theirs.
        notes: Notes to tell, or a draw of them.
        given: How many notes there are.
        groups: The patient of each note, as a number; near-duplicate notes count as one patient's.
        merged: Notes that changed their patient for that.
        lessons: One an arm.
        texts: All of them; never shown.
        keys: Their tokens; never shown.
        codes: The codes of each text.
        referenced: Notes that the gate compared its reports with; ``None`` where that isn't known.
    """

    language: Language
    notes: tuple[RealNote, ...]
    given: int
    groups: Numbers
    merged: int
    lessons: tuple[Lesson, ...]
    texts: tuple[str, ...]
    keys: Keys
    codes: tuple[tuple[str, ...], ...]
    referenced: int | None

    def rows(self, lesson: Lesson) -> Numbers:
        """Rows of an arm's reports that may be learnt from: no copies, and none of an arm that is refused."""
        every = lesson.start + np.arange(len(lesson.reports))
        return every[:0] if lesson.copies.refused else every[~lesson.copies.copied]


def gather(material: Material, language: Language, most_notes: int, most_reports: int) -> Corpus:
    """The notes and reports of a language, drawn where there are more than ``most``.

    Args:
        material: What is measured.
        language: Whose texts.
        most_notes: Notes at most; whole patients are drawn.
        most_reports: Reports at most, shared equally by the arms, at least 100 an arm.
    """
    given = [note for note in material.real if note.language == language and note.text.strip()]
    notes = _drawn_notes(given, most_notes, material.seed)
    each = max(100, most_reports // max(len(material.arms), 1))
    delivered = [[report for report in arm.delivered if report.language == language] for arm in material.arms]
    taken = [drawn(reports, each, material.seed) for reports in delivered]
    texts = [note.text for note in notes] + [report.text for reports in taken for report in reports]
    keys = [token_keys(text) for text in texts]
    groups, merged = merge_groups(keys[: len(notes)], [note.group or note.id for note in notes])
    counts = {arm.name: len(reports) for arm, reports in zip(material.arms, delivered, strict=True)}
    lessons = _lessons(material.arms, taken, counts, keys, len(notes))
    codes = [_codes(note) for note in notes] + [_report_codes(report) for reports in taken for report in reports]
    return Corpus(
        language, notes, len(given), groups, merged, lessons, tuple(texts), keys, tuple(codes),
        _referenced(material, keys[: len(notes)]),
    )  # fmt: skip


def _drawn_notes(notes: list[RealNote], most: int, seed: int) -> tuple[RealNote, ...]:
    if len(notes) <= most:
        return tuple(notes)
    groups = sorted({note.group or note.id for note in notes})
    sizes = dict.fromkeys(groups, 0)
    for note in notes:
        sizes[note.group or note.id] += 1
    taken, held = set[str](), 0
    for place in np.random.default_rng(seed).permutation(len(groups)):
        if held + sizes[groups[place]] <= most:
            taken.add(groups[place])
            held += sizes[groups[place]]
    return tuple(note for note in notes if (note.group or note.id) in taken)


def _lessons(
    arms: Sequence[Arm], taken: Sequence[list[StudyReport]], counts: Mapping[str, int], keys: Keys, start: int
) -> tuple[Lesson, ...]:
    found: list[Lesson] = []
    notes = keys[:start]
    for arm, reports in zip(arms, taken, strict=True):
        copies = find_copies(keys[start : start + len(reports)], notes)
        found.append(Lesson(arm.name, arm.parrot, tuple(reports), counts[arm.name], copies, start))
        start += len(reports)
    return tuple(found)


def _codes(note: RealNote) -> tuple[str, ...]:
    return note.codes or ((note.code,) if note.code else ())


def _report_codes(report: StudyReport) -> tuple[str, ...]:
    """The code that it was written for, with the other confirmed diagnoses that its case has."""
    others: list[Any] = report.record.get("diagnoses") or []
    named = [one["code"] for one in others if isinstance(one, Mapping) and one.get("certainty") == "confirmed"]
    return tuple(dict.fromkeys(_shared(code, report.system) for code in (report.code, *named) if code))


def _shared(code: str, system: str) -> str:
    """Without the characters that mean something else in WHO's table, by which classes go."""
    return code if system == SYSTEMS[0] or divergence_of(code[:5]) is None else code[:3]


def _referenced(material: Material, notes: Keys) -> int | None:
    """How many notes have the words of a note of the gate's reference corpus."""
    sources = material.sources
    if sources.notes is None:
        return 0 if sources.index is None else None
    known = {tuple(token_keys(note.text)) for note in sources.notes}
    return sum(tuple(keys) in known for keys in notes)
