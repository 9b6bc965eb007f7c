"""Reports with what their rubric found, from their records, or from the rules critic where they never reached one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casewright.errors import UnknownCodeError, UnknownNameError
from casewright.studies.material import Arm, StudyReport, Tell
from casewright.studies.reviewing import reading_of, review
from casewright.studies.sampling import drawn
from casewright.types import Language

__all__ = ["MOST_REVIEWED", "Judged", "JudgedArm", "judge_arm"]

MOST_REVIEWED = 150
"""Reports of an arm that the rules critic is asked about here; beyond that the written ones are sampled."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One report's rubric results.

    Attributes:
        report: The report.
        support: Weight met over weight met or unmet; ``None`` without denominator.
        coverage: Weight answered over weight asked.
        documentation: Share of what only advises that is met.
        contradictions: Ids of contradictions found.
        verdicts: (criterion, role, aspect, verdict) of each.
        reviewed: Whether its figures were made here, by the rules critic alone, because no critic had seen it.
    """

    report: StudyReport
    support: float | None
    coverage: float | None
    documentation: float | None
    contradictions: tuple[str, ...]
    verdicts: tuple[tuple[str, str, str, str], ...]
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class JudgedArm:
    """An arm's reports that can be judged.

    Attributes:
        arm: The arm.
        delivered: Those that it delivers.
        written: All that it wrote, or a sample of them.
        of: How many it wrote.
    """

    arm: Arm
    delivered: tuple[Judged, ...]
    written: tuple[Judged, ...]
    of: int

    def languages(self) -> tuple[Language, ...]:
        """Those of its reports; certificates, and so what figures mean, are a language's own."""
        return tuple(sorted({report.language for report in self.arm.reports}))

    @property
    def reviewed(self) -> int:
        """How many never reached a critic and were reviewed here."""
        return sum(item.reviewed for item in self.written)


def judge_arm(arm: Arm, seed: int, tell: Tell) -> JudgedArm:
    """Reads records; of reports that failed before any critic saw them a sample at most is reviewed by rules."""
    recorded = [report for report in arm.written if report.record]
    unseen = sum(not report.record.get("fidelity") for report in recorded)
    most = len(recorded) * MOST_REVIEWED // unseen if unseen > MOST_REVIEWED else len(recorded)
    sample = drawn(recorded, most, seed)
    written = tuple(_judged(sample, arm.name, tell))
    passed = {report.id for report in arm.delivered}
    if arm.delivers == "written":
        return JudgedArm(arm, written, written, len(recorded))
    return JudgedArm(arm, tuple(_recorded(passed, recorded)), written, len(recorded))


def _recorded(passed: Iterable[str], reports: Sequence[StudyReport]) -> Iterable[Judged]:
    kept = frozenset(passed)
    for report in reports:
        found = report.record.get("fidelity")
        if report.id in kept and found:
            yield _from_record(report, found)


def _judged(reports: Sequence[StudyReport], name: str, tell: Tell) -> Iterable[Judged]:
    for done, report in enumerate(reports):
        tell(f"rubric results of {name}", done, len(reports))
        found = report.record.get("fidelity")
        judged = _from_record(report, found) if found else _reviewed(report)
        if judged is not None:
            yield judged


def _from_record(report: StudyReport, found: Mapping[str, Any]) -> Judged:
    return Judged(
        report,
        found.get("support"),
        found.get("coverage"),
        found.get("documentation"),
        tuple(found.get("contradictions") or ()),
        tuple((item["id"], item["role"], item["aspect"], item["verdict"]) for item in found.get("criteria") or ()),
    )


def _reviewed(report: StudyReport) -> Judged | None:
    try:
        found = review(reading_of(report), report.system, report.code, examined=True)
    except (UnknownCodeError, UnknownNameError):
        return None
    verdicts = tuple((item.id, item.role, item.aspect, state) for item, state in found.verdicts)
    return Judged(
        report, found.support, found.coverage, found.documentation, found.contradictions, verdicts, reviewed=True
    )
