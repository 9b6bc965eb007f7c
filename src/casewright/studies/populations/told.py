"""What a text tells: age, sex, symptoms, grades and scores, read in the same way of reports and of real notes"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from casewright.measures.privacy.quasi import quasi_identifiers
from casewright.measures.words import token_places
from casewright.rubrics.matching import find_mentions
from casewright.runs.distribution.ages import age_group
from casewright.studies.populations.planned import GRADES
from casewright.types import Language, Mention, Report
from casewright.vocabulary.concepts import concepts
from casewright.vocabulary.kinds import split_sections

__all__ = ["Told", "read_text"]

OLDEST = 92
"""What an age of ninety or more counts as."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was read of one text. It holds concept ids and numbers, and no word.

    Attributes:
        id: The text's.
        tokens: How long it is.
        age: The middle of the band of five years that its first age lies in; ``None`` where it tells none.
        sex: ``female`` or ``male``; ``None`` where it tells none.
        symptoms: Symptoms found as the patient's own, present and current.
        grades: Concepts found with a grade, present and the patient's own, and the mean of their grades.
        points: Rating scales found with a score, and the last one.
    """

    id: str
    tokens: int
    age: float | None
    sex: str | None
    symptoms: frozenset[str]
    grades: Mapping[str, float]
    points: Mapping[str, float]

    @property
    def age_group(self) -> str | None:
        """As cases are grouped."""
        return None if self.age is None else age_group(int(self.age))

    @property
    def grade(self) -> float | None:
        """The mean of its grades."""
        return fmean(self.grades.values()) if self.grades else None

    @property
    def density(self) -> float | None:
        """Symptoms to a hundred tokens."""
        return 100 * len(self.symptoms) / self.tokens if self.tokens else None


def read_text(id: str, text: str, language: Language) -> Told:  # noqa: A002 - the word for it everywhere in the project
    """What one text tells; sections are found by their headings, whoever wrote it."""
    traits = quasi_identifiers(text, language)
    found = find_mentions(Report(text, split_sections(text, language), language))
    own = [one for one in found if one.status == "present" and one.subject == "patient"]
    return Told(
        id,
        len(token_places(text)),
        _middle(next(iter(traits.get("age", ())), None)),
        next(iter(traits.get("sex", ())), None),
        frozenset(one.concept for one in own if one.time == "current" and _is_symptom(one)),
        _grades(own),
        {one.concept: one.quantity.value for one in own if one.quantity and one.quantity.unit == "points"},
    )


def _middle(band: str | None) -> float | None:
    if band is None:
        return None
    low, _, high = band.partition("-")
    return (int(low) + int(high)) / 2 if high else float(OLDEST)


def _is_symptom(mention: Mention) -> bool:
    known = concepts().get(mention.concept)
    return known is not None and known.category == "symptom"


def _grades(own: list[Mention]) -> dict[str, float]:
    held: defaultdict[str, list[int]] = defaultdict(list)
    for one in own:
        if one.severity is not None:
            held[one.concept].append(GRADES[one.severity])
    return {concept: fmean(grades) for concept, grades in held.items()}
