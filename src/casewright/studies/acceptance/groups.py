"""The samples of an arm in groups: by language, and by code, language and kind"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casewright.measures.figure import Figure
from casewright.studies.material import Arm, StudyReport
from casewright.studies.statistics import mean_interval, share

__all__ = ["Group", "by_code", "by_language", "passed"]

UNJUDGED = "not estimable: nobody judged these reports (casewright evaluate)"
ONLY_PASSED = "not estimable: only reports that passed were given"
NONE_DECIDED = "not estimable: no sample was decided"


@dataclass(frozen=True, slots=True)
class Group:
    """Samples of one arm.

    Attributes:
        arm: Theirs.
        labels: What they share beside the arm: a language, or a code, a language and a kind.
        reports: Every sample, however it ended.
    """

    arm: Arm
    labels: tuple[str, ...]
    reports: tuple[StudyReport, ...]

    @property
    def tried(self) -> tuple[StudyReport, ...]:
        """Samples that somebody decided about; those of a cancelled run were not tried."""
        return tuple(one for one in self.reports if one.outcome not in (None, "cancelled"))

    @property
    def accepted(self) -> tuple[StudyReport, ...]:
        """Of those tried, what the gate let through."""
        return tuple(one for one in self.tried if passed(one))

    @property
    def blank(self) -> str:
        """Why no share of this group can be told; empty where one can."""
        if all(one.outcome is None for one in self.reports):
            return UNJUDGED
        if not self.tried:
            return NONE_DECIDED
        exported = any(not one.run and one.record.get("attempts") is not None for one in self.reports)
        return ONLY_PASSED if exported and len(self.accepted) == len(self.tried) else ""

    def share(self, hits: int) -> Figure | str:
        """Of the samples tried."""
        return self.blank or share(hits, len(self.tried))

    def within(self, attempts: int) -> Figure | str:
        """Share that was accepted with at most so many drafts."""
        return self.share(sum(_attempts(one) <= attempts for one in self.accepted))

    def attempts(self, seed: int) -> Figure | str:
        """Mean number of drafts of a sample."""
        if self.blank:
            return self.blank
        known = [float(_attempts(one)) for one in self.tried if one.record.get("attempts") is not None]
        if not known:
            return "does not apply: nothing was written for us"
        return mean_interval(known, seed=seed) if max(known) > 1 else Figure(1.0, len(known), note="one draft each")

    @property
    def most_attempts(self) -> int:
        """The most drafts that any sample had."""
        return max((_attempts(one) for one in self.tried), default=1)


def passed(report: StudyReport) -> bool:
    """Whether the gate let a sample through, also where its order was full."""
    return report.outcome in ("accepted", "surplus")


def by_language(arms: Sequence[Arm]) -> Iterator[Group]:
    """The arms' samples, a group for each language."""
    for arm in arms:
        for language in sorted({one.language for one in arm.reports}):
            own = tuple(one for one in arm.reports if one.language == language)
            yield Group(arm, (language,), own)


def by_code(arms: Sequence[Arm]) -> Iterator[Group]:
    """The arms' samples, a group for each code, language and kind."""
    for arm in arms:
        groups: dict[tuple[str, ...], list[StudyReport]] = {}
        for one in arm.reports:
            groups.setdefault((one.code or "no code", one.language, one.kind or "any"), []).append(one)
        for labels, own in sorted(groups.items()):
            yield Group(arm, labels, tuple(own))


def _attempts(report: StudyReport) -> int:
    return int(report.record.get("attempts") or 1)
