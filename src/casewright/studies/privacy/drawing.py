"""The texts of an arm that are looked at, with what their records say of copies and planned identifiers"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casewright.measures.privacy.confidential import Confidential
from casewright.runs.set_texts import GivenText
from casewright.studies.material import Arm, Material, StudyReport
from casewright.studies.sampling import PLENTY, drawn, plenty
from casewright.types import Privacy
from casewright.wire import from_json

__all__ = ["EXAMPLE", "ArmTexts", "equal_number", "given", "most_looked_at", "recorded", "texts_of_arms"]

EXAMPLE = "prompt_example"
"""Mark and reason of a report that copies an example of our own prompts."""
LEAST = 8
"""Reports of an arm from which on the others are brought to its number."""
MOST, FEWEST, ALL = 500, 100, 1_000
"""Reports an arm at most; with many arms fewer, so that so many are looked at in all, and never below the second."""


@dataclass(frozen=True, slots=True, repr=False)
class ArmTexts(Confidential):
    """The reports of an arm that are looked at.

    Attributes:
        arm: The arm.
        reports: Of what it delivers, those drawn.
        of: How many it delivers.
        equal: The first of these, as many as every other arm has of them.
    """

    arm: Arm
    reports: tuple[StudyReport, ...]
    of: int
    equal: tuple[StudyReport, ...]


def most_looked_at(material: Material) -> int:
    """Reports of an arm at most."""
    return max(FEWEST, min(MOST, ALL // max(1, len(material.arms))))


def texts_of_arms(material: Material) -> list[ArmTexts]:
    """Of every arm that delivers something."""
    most = most_looked_at(material)
    found = [(arm, drawn(arm.delivered, most, material.seed)) for arm in material.arms]
    n = equal_number([(len(own), arm.parrot) for arm, own in found])
    return [ArmTexts(arm, tuple(own), len(arm.delivered), tuple(own[:n])) for arm, own in found if own]


def equal_number(sizes: Iterable[tuple[int, bool]]) -> int:
    """What the smallest arm has that isn't tiny beside others: tiny ones don't pull the others down."""
    held = list(sizes)
    own = [size for size, baseline in held if not baseline]
    floor = PLENTY if plenty(own) else LEAST
    enough = [size for size, _ in held if size >= floor]
    return min(enough) if any(size >= floor for size in own) else _smallest(held)


def _smallest(held: Sequence[tuple[int, bool]]) -> int:
    return min((size for size, _ in held if size > 1), default=0)


def given(reports: Iterable[StudyReport]) -> list[GivenText]:
    """As measures of sets take them; ids stand once in an arm."""
    return [GivenText(one.id, one.code, one.language, one.text, _planned(one)) for one in reports]


def _planned(report: StudyReport) -> frozenset[tuple[int, int]]:
    found = (report.record.get("privacy") or {}).get("phi") or ()
    return frozenset((one["start"], one["end"]) for one in found if one.get("planned"))


def recorded(report: StudyReport) -> Privacy | None:
    """What the run measured of the report before it masked anything; ``None`` where there is no record."""
    held = report.record.get("privacy")
    return None if not held else from_json(Privacy, held)
