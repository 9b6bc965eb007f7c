"""The part *fidelity*: rubric results, corrected prevalence, contradictions, fact survival, loop-seal gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casewright.studies.acceptance.seal_gaps import UNASKED
from casewright.studies.fidelity.corrected import corrected_table
from casewright.studies.fidelity.criteria import contradiction_table, family_table, unmet_table
from casewright.studies.fidelity.judged import JudgedArm, judge_arm
from casewright.studies.fidelity.means import code_rows, means_table
from casewright.studies.fidelity.pictures import arms_picture, codes_picture
from casewright.studies.fidelity.saying import claims_of
from casewright.studies.fidelity.sealed import agreement_table, gap_table, seal_picture, sealed_reports
from casewright.studies.fidelity.survival import (
    added_table,
    category_table,
    checks_of,
    survival_of,
    survival_table,
    wording_table,
)
from casewright.studies.material import Arm, Material
from casewright.studies.part import Part, Scores
from casewright.studies.picture import Picture
from casewright.studies.table import Table

__all__ = ["VERSION", "measure"]

VERSION = 3
UNJUDGED = "{} was made elsewhere and has no records: judge it with `casewright evaluate`, then give the records."
UNTOLD = "Told facts of {}: evaluated reports are held to no case; only generated ones can be."


def measure(material: Material) -> Part:
    """Rubric results by arm, language and code, delivered and written; what they were made of; scores by case."""
    known = [arm for arm in material.arms if any(report.record for report in arm.reports)]
    missing = [UNJUDGED.format(repr(arm.name)) for arm in material.arms if arm not in known]
    sealed = [arm for arm in known if sealed_reports(arm)]
    missing += [UNTOLD.format(repr(arm.name)) for arm in known if not _has_cases(arm)]
    if known and not sealed:
        missing.append(UNASKED)
    if not known:
        return Part("fidelity", "Fidelity", not_assessed=tuple(missing))
    judged = [judge_arm(arm, material.seed, material.tell) for arm in known]
    corrected = corrected_table(known)
    return Part(
        "fidelity",
        "Fidelity",
        tables=tuple(table for table in _tables(judged, corrected, sealed, material.seed) if table.rows),
        pictures=_pictures(judged, sealed, material.seed),
        claims=claims_of(judged, corrected, material.seed),
        scores=_scores(judged),
        not_assessed=tuple(missing),
    )


def _has_cases(arm: Arm) -> bool:
    return any(report.record.get("case") for report in arm.reports)


def _tables(judged: Sequence[JudgedArm], corrected: Table, sealed: Sequence[Arm], seed: int) -> list[Table]:
    arms = [item.arm for item in judged]
    return [
        means_table(judged, seed),
        corrected,
        contradiction_table(judged),
        unmet_table(judged),
        family_table(judged),
        survival_table(arms),
        category_table(arms),
        added_table(arms),
        wording_table(arms, seed),
        gap_table(sealed),
        agreement_table(sealed),
        code_rows(judged, seed),
    ]


def _pictures(judged: Sequence[JudgedArm], sealed: Sequence[Arm], seed: int) -> tuple[Picture, ...]:
    drawn = [arms_picture(judged, seed), codes_picture(judged, seed)]
    return (*drawn, seal_picture(sealed)) if any(not arm.parrot for arm in sealed) else tuple(drawn)


def _scores(judged: Sequence[JudgedArm]) -> tuple[Scores, ...]:
    """Of all that was written: what passed did so by these figures."""
    support: dict[str, Mapping[str, float]] = {}
    broken: dict[str, Mapping[str, float]] = {}
    facts: dict[str, Mapping[str, float]] = {}
    for item in judged:
        written = item.written
        support[item.arm.name] = {one.report.pair: one.support for one in written if one.support is not None}
        broken[item.arm.name] = {one.report.pair: float(bool(one.contradictions)) for one in written}
        first = checks_of(item.arm.reports, "first")
        facts[item.arm.name] = {report.pair: survival_of(check) for report, check in first}
    return (
        Scores("support", "support, written", "high", support),
        Scores("contradicted", "with a contradiction, written", "low", broken),
        Scores("fact-survival", "told facts found, first drafts", "high", facts),
    )
