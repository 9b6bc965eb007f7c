"""How many drafts are truly fit, once the gate's own errors are taken out; or why that can't be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from casewright.certificates import GateEvidence, Rate, shipped_certificates
from casewright.graphs.gate_key import gate_key
from casewright.graphs.parts import Limits
from casewright.measures.figure import Figure
from casewright.measures.prevalence import NotCorrected, corrected_share
from casewright.measures.rates import rate
from casewright.rubrics import ResolvedRubric
from casewright.studies.material import Arm, StudyReport
from casewright.studies.statistics import share
from casewright.studies.table import Cell, Column, Row, Table
from casewright.types import Language, Report, Vote, VoteFailure

__all__ = ["Drafts", "corrected_table", "fit_share", "gate_evidence", "let_through"]

JSON = Mapping[str, Any]
SETTINGS = {"generate": "generated", "evaluate": "evaluated"}
NOTE = (
    "Shares of drafts, earlier attempts included; what a person decided is left out. Corrected after Rogan and Gladen "
    "with the error rates of the gate's own certificate (interval: Lang and Reiczigel 2014); repaired drafts aim at "
    "what the gate looks for, so their rate of false accepts may be higher than any exam found. The certificate is "
    "looked up among those that ship, by the critics that records name, at the gate's default lines."
)


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts that the gate judged, and how many of them it let through; of all attempts and of first ones."""

    judged: int
    passed: int
    first: int
    first_passed: int


def corrected_table(arms: Sequence[Arm]) -> Table:
    """A row an arm and language; cells say in words why a share can't be corrected."""
    columns = (
        Column("passed", "drafts let through", 2, "high"),
        Column("fit", "truly fit drafts", 2, "high"),
        Column("first", "first drafts let through", 2, "high"),
        Column("fit_first", "truly fit first drafts", 2, "high"),
    )
    rows = [row for arm in arms for row in _rows(arm)]
    return Table("fidelity-corrected", "Corrected prevalence", ("arm", "language"), columns, tuple(rows), NOTE)


def let_through(reports: Sequence[StudyReport]) -> Drafts:
    """Counts drafts as the summary of a run does."""
    own = [item for item in reports if (item.record.get("decision") or {}).get("by") in ("gate", "seal")]
    passed = [item for item in own if _loop_accepted(item.record["decision"])]
    return Drafts(
        judged=sum(_drafts(item) for item in own),
        passed=len(passed),
        first=sum(_first_was_drafted(item) for item in own),
        first_passed=sum((item.record.get("attempts") or 1) == 1 for item in passed),
    )


def fit_share(passed: int, judged: int, evidence: GateEvidence) -> Cell:
    """The corrected share, or words where the exam's error rates can't be those behind what was counted."""
    if not judged:
        return Figure(None, 0, note="not estimable: no draft was judged")
    if misfit := _misfit(passed, judged, evidence.false_accepts, evidence.false_rejects):
        return misfit
    found = corrected_share(passed, judged, evidence.false_accepts, evidence.false_rejects)
    if isinstance(found, NotCorrected):
        return f"not estimable: {found.why}"
    if found.low == 0 and found.high == 1:
        return f"not estimable: the exam's error rates leave any share possible (n {judged})"
    return Figure(found.share, judged, found.low, found.high, "corrected")


def gate_evidence(reports: Sequence[StudyReport]) -> GateEvidence | str:
    """What the exam says of the gate that judged these reports, all of one language; or why nothing does."""
    named = {tuple(item.record.get("certificates") or ()) for item in reports if item.record.get("decision")}
    if not named:
        return "not assessed: no records; judge these reports with `casewright evaluate` first"
    if len(named) > 1:
        return f"not estimable: {len(named)} different gates judged these reports"
    known = {item.id: item for item in shipped_certificates()}
    ids = named.pop()
    missing = [name for name in ids if name not in known]
    if missing or not ids:
        told = f"certificate {missing[0]!r} is not at hand" if missing else "no certificate let any critic decide"
        return f"not estimable: {told}"
    seals = {(item.record.get("models") or {}).get("seal") for item in reports}
    loop = tuple(name for name in ids if known[name].critic not in seals)
    setting = "generate" if any(item.record.get("case") for item in reports) else "evaluate"
    return _evidence(loop, setting, reports[0].language)


def _rows(arm: Arm) -> Iterator[Row]:
    for language in sorted({report.language for report in arm.reports}):
        own = [report for report in arm.reports if report.language == language]
        if any(report.record for report in own):
            yield Row((arm.name, language), _cells(own), arm.parrot)


def _cells(own: Sequence[StudyReport]) -> dict[str, Cell]:
    drafts, evidence = let_through(own), gate_evidence([report for report in own if report.record])
    pairs = {"": (drafts.passed, drafts.judged), "first": (drafts.first_passed, drafts.first)}
    cells: dict[str, Cell] = {}
    for name, (passed, judged) in pairs.items():
        cells[name or "passed"] = share(min(passed, judged), judged)
        fit = evidence if isinstance(evidence, str) else fit_share(min(passed, judged), judged, evidence)
        cells["fit_first" if name else "fit"] = fit
    return cells


def _misfit(passed: int, judged: int, false_accepts: Rate, false_rejects: Rate) -> str:
    """Words where more passed than the exam says could, were all of them fit; or fewer, were none of them fit."""
    counted = rate(passed, judged)
    if None in (counted.low, counted.high, false_rejects.low, false_accepts.low):
        return ""
    most, least = 1 - (false_rejects.low or 0.0), false_accepts.low or 0.0
    told = f"{passed} of {judged} drafts passed, "
    if (counted.low or 0.0) > most:
        return (
            f"not estimable: {told}though by its exam the gate passes at most {most:.1%} of fit reports: these drafts "
            "are not like the exam's"
        )
    if (counted.high or 0.0) < least:
        return f"not estimable: {told}though by its exam the gate passes at least {least:.1%} of unfit reports"
    return ""


@dataclass(frozen=True, slots=True)
class _Certified:
    """A critic as its certificate names it: enough to tell which gate it belongs to."""

    name: str
    fingerprint: str
    family: str | None = None

    async def review(self, report: Report, rubric: ResolvedRubric, age: int | None) -> Sequence[Vote | VoteFailure]:
        raise NotImplementedError(self.name)


@cache
def _evidence(ids: tuple[str, ...], setting: Any, language: Language) -> GateEvidence | str:
    named = [item for item in shipped_certificates() if item.id in ids]
    critics = [_Certified(item.critic, item.fingerprint) for item in named if item.critic != "facts"]
    facts = next((item.fingerprint for item in named if item.critic == "facts"), "")
    ways = product(("placeholders", "surrogates", "off"), (False, True))
    keys = {gate_key(setting, critics, Limits(identifiers=who, presidio=more), facts) for who, more in ways}  # type: ignore[arg-type]
    fit = [item for item in shipped_certificates() if item.fingerprint in keys and item.language == language]
    if not fit or fit[-1].gate is None:
        return f"not estimable: no certificate at hand speaks for a gate of these critics, {SETTINGS[setting]} reports"
    return fit[-1].gate


def _loop_accepted(decision: JSON) -> bool:
    """As `casewright.runs.acceptance.loop_accepted`, of a record as JSON."""
    if decision["by"] == "seal" or decision["outcome"] in ("accepted", "surplus"):
        return True
    reasons = decision.get("reasons") or ()
    return bool(reasons) and all(reason["kind"] == "novelty" for reason in reasons)


def _drafts(item: StudyReport) -> int:
    earlier = item.record.get("history") or ()
    return sum(attempt.get("assessment") is not None for attempt in earlier) + bool(item.text)


def _first_was_drafted(item: StudyReport) -> bool:
    earlier = item.record.get("history") or ()
    return earlier[0].get("assessment") is not None if earlier else bool(item.text)
