"""What every part of a study is given: the arms with their reports, and the real notes that they are held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from casewright.measures.embedding import Embedder
from casewright.measures.privacy.confidential import Confidential
from casewright.runs.set_sources import SetSources
from casewright.types import Language, Outcome

__all__ = ["Arm", "Material", "RealNote", "StudyReport", "Tell"]

Tell = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is done, and how much there is (0 where nobody knows)."""


@dataclass(frozen=True, slots=True)
class StudyReport:
    """One sample of an arm: what was written of a case and what became of it, or a report that was made elsewhere.

    Attributes:
        id: Stands once in its arm.
        pair: Names the case: reports of several arms with one ``pair`` tell the same case. Their own id elsewhere.
        system: Code system, ``icd10-who-2019`` where a file doesn't say.
        code: Empty where a file names none.
        language: Its language.
        kind: What sort of document; empty where a file doesn't say.
        text: Empty where nothing was written; masked where it copied.
        outcome: How it ended under its judging; ``None`` where nobody judged it.
        record: The record's other fields as JSON (`casewright.types.Record`), without texts; empty for other files.
        run: The run it is of; empty for files.
    """

    id: str
    pair: str
    code: str
    language: Language
    kind: str
    text: str = field(repr=False)
    outcome: Outcome | None = None
    system: str = "icd10-who-2019"
    record: Mapping[str, Any] = field(default_factory=dict, repr=False)
    run: str = ""


@dataclass(frozen=True, slots=True)
class Arm:
    """A writer, with or without the loop, or a data set made elsewhere.

    Attributes:
        name: As tables name it: ``qwen-1.5b, loop``, ``qwen-1.5b``, ``parrot``, or a file's name. Stands once.
        reports: Every sample, however it ended.
        writer: The writer's name; empty for files.
        loop: Whether failed drafts went back; ``None`` for files.
        parrot: Whether this is the parrot writer, which stands in every table as a baseline.
    """

    name: str
    reports: tuple[StudyReport, ...]
    writer: str = ""
    loop: bool | None = None
    parrot: bool = False

    @property
    def written(self) -> tuple[StudyReport, ...]:
        """Reports with a text, passed or not."""
        return tuple(report for report in self.reports if report.text)

    @property
    def passed(self) -> tuple[StudyReport, ...]:
        """Reports that the gate let through: accepted, or surplus of a full order."""
        return tuple(report for report in self.reports if report.text and report.outcome in ("accepted", "surplus"))

    @property
    def delivered(self) -> tuple[StudyReport, ...]:
        """What a user of this arm would hold in hands, and what measures of sets are taken on.

        With the loop (and of the parrot), what passed; without it, everything that was written, since without a gate
        nobody refuses anything; of a file, all of it, or what passed where it holds judged records.
        """
        judged = self.loop is not False and any(report.outcome is not None for report in self.reports)
        return self.passed if judged else self.written

    @property
    def delivers(self) -> Literal["passed", "written"]:
        """Which of the two `delivered` is, for notes under tables."""
        judged = self.loop is not False and any(report.outcome is not None for report in self.reports)
        return "passed" if judged else "written"


@dataclass(frozen=True, slots=True, repr=False)
class RealNote(Confidential):
    """A real note. Its text never leaves the process.

    Attributes:
        id: Stands once.
        text: The note.
        language: Its language.
        code: Its human-assigned ICD-10 code, the first where it has several; empty where it has none.
        codes: All of them.
        group: The patient, or whatever must not be split between training and test; the note's id where unknown.
    """

    id: str
    text: str
    language: Language
    code: str = ""
    codes: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Material(Confidential):
    """What parts measure.

    Attributes:
        arms: The arms, the parrot among them.
        real: Real notes for resemblance, populations and usefulness; empty where none were given.
        sources: What privacy measures need: the index of the corpus, held-out notes, canaries.
        embedder: For everything that needs vectors; `casewright.measures.embedding.embedder` by default ``tfidf``.
        seed: Of whatever is drawn.
        targets: Shares wanted by order targets, by trait and value; empty where none were asked.
        tell: Hears progress.
    """

    arms: tuple[Arm, ...]
    real: tuple[RealNote, ...] = ()
    sources: SetSources = field(default_factory=SetSources)
    embedder: Embedder | None = None
    seed: int = 0
    targets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    tell: Tell = field(default=lambda what, done, of: None)
