"""The texts whose code is to be named: a sample of each arm, what it delivers and what it wrote, and real notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casewright.runs.set_sources import guarded
from casewright.studies.material import Arm, Material, RealNote, StudyReport
from casewright.studies.recoverability.classifiers import Seen
from casewright.studies.recoverability.levels import is_known
from casewright.studies.reviewing import reading_of, reading_of_note
from casewright.studies.sampling import drawn, drawn_notes
from casewright.types import Language

__all__ = ["MOST", "MOST_REAL", "REAL", "WHO", "NamedCase", "cases_of", "real_code"]

MOST = 80
"""Reports of an arm that are looked at, of those delivered and of those written."""
MOST_REAL = 150
REAL = "real notes"
WHO = "icd10-who-2019"
CHAPTER_V = re.compile(r"F\d\d(?:\.\w{1,4})?")


@dataclass(frozen=True, slots=True)
class NamedCase:
    """A text, whole and masked, with the code that somebody gave it.

    Attributes:
        who: The arm, or `REAL`.
        pair: Its case.
        system: Code system.
        code: Its code.
        language: Its language.
        delivered: Whether it counts among what its arm delivers.
        written: Whether it counts among what its arm wrote.
        baseline: Whether it is the parrot's, or real.
        whole: The text.
        masked: The text without what names the diagnosis.
    """

    who: str
    pair: str
    system: str
    code: str
    language: Language
    delivered: bool
    written: bool
    baseline: bool
    whole: Seen = field(repr=False)
    masked: Seen = field(repr=False)


def cases_of(material: Material) -> tuple[list[NamedCase], list[str]]:
    """The texts, and what was left out, in sentences."""
    found: list[NamedCase] = []
    said: list[str] = []
    for arm in material.arms:
        known = [report for report in arm.written if is_known(report.system, report.code)]
        if unknown := len(arm.written) - len(known):
            said.append(f"{unknown} of {len(arm.written)} reports of {arm.name!r} have no code that a table knows")
        found += _of_arm(arm, known, material)
    with guarded("naming the codes of real notes"):
        found += _real(material)
    return found, said


def real_code(note: RealNote) -> str:
    """A note's first code of chapter V, as tables write it; empty where it has none."""
    for code in (note.code, *note.codes):
        plain = code.strip().upper()
        plain = plain if "." in plain or len(plain) <= 3 else f"{plain[:3]}.{plain[3:]}"
        if CHAPTER_V.fullmatch(plain):
            return plain
    return ""


def _of_arm(arm: Arm, known: Sequence[StudyReport], material: Material) -> Iterator[NamedCase]:
    passed = {report.id for report in arm.delivered}
    delivered = {one.id for one in drawn((one for one in known if one.id in passed), MOST, material.seed)}
    written = {one.id for one in drawn(known, MOST, material.seed)}
    chosen = [report for report in known if report.id in delivered | written]
    for done, report in enumerate(chosen):
        material.tell(f"texts of {arm.name} to be named", done, len(chosen))
        yield NamedCase(
            who=arm.name,
            pair=report.pair,
            system=report.system,
            code=report.code,
            language=report.language,
            delivered=report.id in delivered,
            written=report.id in written,
            baseline=arm.parrot,
            whole=Seen(reading_of(report)),
            masked=Seen(reading_of(report, masked=True)),
        )


def _real(material: Material) -> Iterator[NamedCase]:
    coded = [note for note in material.real if real_code(note)]
    for note in drawn_notes(coded, MOST_REAL, material.seed):
        yield NamedCase(
            who=REAL,
            pair=note.id,
            system=WHO,
            code=real_code(note),
            language=note.language,
            delivered=True,
            written=True,
            baseline=True,
            whole=Seen(reading_of_note(note)),
            masked=Seen(reading_of_note(note, masked=True)),
        )
