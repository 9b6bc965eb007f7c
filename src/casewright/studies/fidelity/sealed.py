"""The loop-seal gap: what a judge that the loop never saw made of what the loop accepted, verdict by verdict too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casewright.certificates import Certificate, FamilyEvidence, shipped_certificates
from casewright.graphs.parts import Limits
from casewright.graphs.sealing import Ruling, ruling_of
from casewright.measures.figure import Figure
from casewright.measures.prevalence import Corrected, corrected_share
from casewright.measures.rates import clustered_rate
from casewright.studies.material import Arm, StudyReport
from casewright.studies.picture import HeatMap, Picture
from casewright.studies.statistics import share
from casewright.studies.table import Cell, Column, Row, Table
from casewright.types import Fidelity
from casewright.wire import from_json

__all__ = ["agreement_table", "gap_table", "seal_picture", "sealed_reports"]

JSON = Mapping[str, Any]
LEVEL = "sufficient"
STATES = ("met", "unmet", "undetermined")


def sealed_reports(arm: Arm) -> list[StudyReport]:
    """Reports that a sealed judge was asked about."""
    return [report for report in arm.reports if report.record.get("seal")]


def gap_table(arms: Sequence[Arm]) -> Table:
    """By arm and language, what the seal refused of what the loop accepted; and by family of criteria, corrected."""
    columns = (
        Column("refused", "refused by the seal, of asked", 2, "low"),
        Column("silent", "could not answer, of asked", 2, "low"),
        Column("unmet", "unmet by the seal, verdicts", 3, "low"),
        Column("corrected", "truly unmet, corrected for the seal's errors", 3, "low"),
    )
    note = (
        f"The seal reads alone what the loop has accepted; its ruling is read at the level {LEVEL}, whether it decides "
        "or only annotates. No exam holds error rates of the seal on whole reports, so only verdicts are corrected, by "
        "family, where the seal holds a certificate that ships."
    )
    rows = tuple(row for arm in arms for row in _gap_rows(arm))
    return Table("fidelity-seal", "Loop-seal gap", ("arm", "language", "family"), columns, rows, note)


def agreement_table(arms: Sequence[Arm]) -> Table:
    """By verdict of the gate, what the seal made of the same criteria, over all arms that had one."""
    columns = tuple(Column(state, f"seal: {state}", 2) for state in STATES)
    note = "Shares of the verdicts that the gate settled so; the unit is a criterion of a report."
    rows = tuple(
        Row((name, state), dict(zip(STATES, cells, strict=True)), baseline)
        for name, baseline, state, cells in _matrices(arms)
    )
    return Table("fidelity-seal-agreement", "Gate and seal", ("arm", "gate"), columns, rows, note)


def seal_picture(arms: Sequence[Arm]) -> Picture:
    """The agreement matrix, all arms but the parrot together."""
    told = [arm for arm in arms if sealed_reports(arm) and not arm.parrot]
    counts = sum((_pairs(arm) for arm in told), Counter[tuple[str, str]]())
    cells = tuple(_shares(counts, state) for state in STATES)
    rows, columns = (tuple(f"{who}: {state}" for state in STATES) for who in ("gate", "seal"))
    drawing = HeatMap(rows, columns, cells, "share of the gate's verdicts")
    caption = (
        f"Verdicts of the gate (rows) as the sealed judge gave them (columns): {counts.total()} criteria of "
        f"{sum(len(sealed_reports(arm)) for arm in told)} reports. The diagonal is agreement."
    )
    return Picture("fidelity-seal-agreement", "Gate and seal, criterion by criterion", caption, drawing)


def _gap_rows(arm: Arm) -> Iterator[Row]:
    for language in sorted({report.language for report in sealed_reports(arm)}):
        asked = [report for report in sealed_reports(arm) if report.language == language]
        rulings = [_ruling(report) for report in asked]
        cells: dict[str, Cell] = {
            "refused": share(rulings.count("refuses"), len(asked)),
            "silent": share(rulings.count("cannot_answer"), len(asked)),
        }
        yield Row((arm.name, language, "reports"), cells, arm.parrot)
        certificate = _certificate(asked)
        for family in _families(asked):
            yield Row((arm.name, language, family), _family_cells(asked, family, certificate), arm.parrot)


def _ruling(report: StudyReport) -> Ruling:
    decision = report.record.get("decision") or {}
    if decision.get("by") == "seal":
        return "refuses" if decision["outcome"] == "rejected" else "cannot_answer"
    return ruling_of(from_json(Fidelity, report.record["seal"]), Limits(), LEVEL)


def _families(asked: Sequence[StudyReport]) -> list[str]:
    return sorted({_family(item) for report in asked for item in _settled(report.record["seal"])})


def _family(item: JSON) -> str:
    return f"{item['role']}/{item['aspect']}"


def _settled(scored: JSON) -> Iterator[JSON]:
    return (item for item in scored.get("criteria") or () if item["verdict"] in ("met", "unmet"))


def _family_cells(asked: Sequence[StudyReport], family: str, certificate: Certificate | None) -> dict[str, Cell]:
    own = [[item["verdict"] for item in _settled(r.record["seal"]) if _family(item) == family] for r in asked]
    found = clustered_rate((states.count("unmet"), len(states)) for states in own)
    raw = Figure(found.rate, found.n, found.low, found.high, f"in {found.clusters} reports")
    evidence = certificate.families.get(family) if certificate else None
    return {"unmet": raw, "corrected": _corrected(found.n - found.hits, found.n, evidence)}


def _corrected(met: int, n: int, evidence: FamilyEvidence | None) -> Cell:
    if evidence is None:
        return "not estimable: no certificate at hand holds the seal's errors in this family"
    found = corrected_share(met, n, evidence.false_accepts, evidence.false_rejects)
    if isinstance(found, Corrected):
        return Figure(1 - found.share, n, 1 - found.high, 1 - found.low, "corrected")
    return f"not estimable: {found.why}"


def _certificate(asked: Sequence[StudyReport]) -> Certificate | None:
    """The seal's own, by the name that records give the judge."""
    named = {name for report in asked for name in report.record.get("certificates") or ()}
    seals = {(report.record.get("models") or {}).get("seal") for report in asked}
    return next((item for item in shipped_certificates() if item.id in named and item.critic in seals), None)


def _matrices(arms: Sequence[Arm]) -> Iterator[tuple[str, bool, str, tuple[Figure, ...]]]:
    for arm in arms:
        counts = _pairs(arm)
        for state in STATES:
            if any(counts[state, other] for other in STATES):
                yield arm.name, arm.parrot, state, _shares(counts, state)


def _pairs(arm: Arm) -> Counter[tuple[str, str]]:
    """How often the gate and the seal gave each pair of verdicts on one criterion of one report."""
    counts = Counter[tuple[str, str]]()
    for report in sealed_reports(arm):
        seal = {item["id"]: item["verdict"] for item in report.record["seal"].get("criteria") or ()}
        for item in (report.record.get("fidelity") or {}).get("criteria") or ():
            if item["verdict"] in STATES and seal.get(item["id"]) in STATES:
                counts[item["verdict"], seal[item["id"]]] += 1
    return counts


def _shares(counts: Counter[tuple[str, str]], state: str) -> tuple[Figure, ...]:
    whole = sum(counts[state, other] for other in STATES)
    return tuple(share(counts[state, other], whole) for other in STATES)
