"""The part on acceptance, put together"""

from __future__ import annotations

from collections.abc import Iterator

from casewright.studies.acceptance.claiming import acceptance_claims, acceptance_scores
from casewright.studies.acceptance.costs import cost_table
from casewright.studies.acceptance.groups import by_code, by_language
from casewright.studies.acceptance.pictures import acceptance_pictures
from casewright.studies.acceptance.seal_gaps import UNASKED, asked, gap_table
from casewright.studies.acceptance.tables import (
    accepted_table,
    attempts_table,
    code_table,
    outcome_table,
    reason_table,
)
from casewright.studies.material import Material
from casewright.studies.part import Part

__all__ = ["VERSION", "measure"]

VERSION = 3


def measure(material: Material) -> Part:
    """Samples, outcomes, drafts, reasons, cost and the loop-seal gap of every arm; no text is looked at."""
    arms, seed = material.arms, material.seed
    languages, codes = list(by_language(arms)), list(by_code(arms))
    material.tell("acceptance", 0, len(languages))
    judged = [group for group in languages if any(one.outcome is not None for one in group.reports)]
    gaps = gap_table(judged) if any(asked(arm.reports) for arm in arms) else None
    tables = [accepted_table(languages, seed), code_table(codes, seed)]
    if judged:
        tables += [outcome_table(judged), attempts_table(judged), reason_table(judged), cost_table(judged)]
    scores = acceptance_scores(arms)
    return Part(
        "acceptance",
        "Acceptance, attempts and cost",
        tables=(*tables, *([gaps] if gaps else [])),
        pictures=tuple(acceptance_pictures(languages, codes, arms, gaps)),
        claims=tuple(acceptance_claims(arms, scores, seed)),
        scores=scores,
        not_assessed=tuple(_not_assessed(material, sealed=gaps is not None)),
    )


def _not_assessed(material: Material, *, sealed: bool) -> Iterator[str]:
    if not sealed:
        yield UNASKED
    if not any(arm.parrot for arm in material.arms):
        yield "No parrot stands beside the arms: give its run, or let it tell their cases (records of runs hold them)."
