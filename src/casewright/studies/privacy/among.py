"""Copying that needs no corpus: among an arm's own reports, and of the examples of our own prompts"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casewright.measures.figure import Figure
from casewright.measures.privacy import overlap_reasons
from casewright.measures.privacy.sets.shares import share
from casewright.runs.prompt_examples import prompt_examples
from casewright.runs.set_among import copying_among
from casewright.runs.set_sources import guarded
from casewright.studies.material import Material, StudyReport
from casewright.studies.privacy.drawing import EXAMPLE, ArmTexts, given, most_looked_at
from casewright.studies.sampling import drawn

__all__ = ["Among", "among_of_arms"]


@dataclass(frozen=True, slots=True)
class Among:
    """What one arm's reports have of each other and of our examples.

    Attributes:
        side: The arm.
        baseline: Whether it is the parrot.
        n: Reports held against each other, as many in every arm that has so many.
        figures: As of `casewright.runs.set_among.copying_among`.
        real: The same of as many real notes, means alone; empty without their text.
        examples: Share of delivered reports that copy an example.
        examples_written: Of all that were written, delivered or not.
        masked: Of all that were written, the share that was masked because it copied something.
    """

    side: str
    baseline: bool
    n: int
    figures: Mapping[str, Figure]
    real: Mapping[str, Figure]
    examples: Figure
    examples_written: Figure
    masked: Figure


def among_of_arms(material: Material, texts: Sequence[ArmTexts]) -> list[Among]:
    """Of every arm that delivers something."""
    found = []
    for done, one in enumerate(texts, start=1):
        with guarded("holding reports against each other"):
            own = copying_among(given(one.equal), material.sources.notes, material.seed)
        written = drawn(one.arm.written, most_looked_at(material), material.seed)
        copied, of = sum(map(_copies, one.reports)), len(one.reports)
        found.append(
            Among(
                one.arm.name,
                one.arm.parrot,
                len(one.equal),
                own.reports,
                own.real,
                share(copied, of, "copy an example of our own prompts"),
                share(sum(map(_copies, written)), len(written), "copy an example of our own prompts"),
                _masked(one.arm.written),
            )
        )
        material.tell("privacy: among the reports", done, len(texts))
    return found


def _copies(report: StudyReport) -> bool:
    """By its record, from before anything was masked, or by what is left of it."""
    marks = (report.record.get("privacy") or {}).get("marks") or ()
    return EXAMPLE in marks or bool(overlap_reasons(prompt_examples().screen(report.text)))


def _masked(written: Sequence[StudyReport]) -> Figure:
    known = [report for report in written if report.record]
    hits = sum(bool(report.record.get("masked")) for report in known)
    return share(hits, len(known), "masked before it was recorded") if known else Figure(None, 0, note="no records")
