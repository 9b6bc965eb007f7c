"""The part: every measure that other parts took report by report, arm against arm"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from casewright.studies.comparisons.claiming import claims_of
from casewright.studies.comparisons.comparing import Comparison, compare, correct
from casewright.studies.comparisons.contrasts import contrasts
from casewright.studies.comparisons.picturing import pictures_of
from casewright.studies.comparisons.tabling import tables_of
from casewright.studies.material import Material
from casewright.studies.part import Part, Scores

__all__ = ["VERSION", "compare_arms", "measure"]

VERSION = 2
TITLE = "Arms against one another"


def measure(material: Material, parts: Sequence[Part]) -> Part:
    """Compares arms by the scores of the parts.

    Args:
        material: Gives the arms, the seed, and who hears of progress.
        parts: What was measured before; only their scores are read.
    """
    scores = tuple(item for part in parts for item in part.scores)
    found = compare_arms(material, scores)
    if not found:
        return Part("comparisons", TITLE, not_assessed=(_why_none(material, scores),))
    return Part(
        "comparisons", TITLE, tables_of(found), pictures_of(found), claims_of(found), not_assessed=_missing(material)
    )


def compare_arms(material: Material, scores: Sequence[Scores]) -> tuple[Comparison, ...]:
    """All comparisons, p corrected over all of them."""
    wanted = list(product(contrasts(material.arms), scores))
    found = []
    for at, (contrast, item) in enumerate(wanted):
        material.tell("comparing arms", at, len(wanted))
        made = compare(contrast, item, material.seed)
        if made is not None:
            found.append(made)
    material.tell("comparing arms", len(wanted), len(wanted))
    return correct(found)


def _why_none(material: Material, scores: Sequence[Scores]) -> str:
    if len(material.arms) < 2:
        return f"Arms were not compared: there is {len(material.arms)}; give a second run or file."
    if not scores:
        return "Arms were not compared: no part scored single reports."
    return "Arms were not compared: no two of them that differ in one thing have scores of the same measure."


def _missing(material: Material) -> tuple[str, ...]:
    if any(arm.parrot for arm in material.arms):
        return ()
    return ("Nothing stands against the parrot writer, since it is not among the arms: run it on the same orders.",)
