"""What a case plans: who the patient is, and what this document is to tell"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casewright.runs.distribution.observed import case_traits, tells_symptom
from casewright.studies.material import StudyReport
from casewright.types import Case, Fact, Severity
from casewright.vocabulary.concepts import concepts
from casewright.wire import from_json

__all__ = ["GRADES", "Planned", "plan_of", "plans_of"]

GRADES: Mapping[Severity, int] = {"mild": 1, "moderate": 2, "severe": 3}
PRESENTING = "presenting"
"""A trait that every case has that was drawn, and no case of a user's own."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A case without its facts' places.

    Attributes:
        id: The report's.
        code: Its code.
        age: In years.
        traits: Age group, sex, severity, comorbidity and whatever else orders have shares for.
        symptoms: Symptoms that the document tells as the patient's own and present.
        grades: Concepts told with a grade, and which.
        ungraded: Concepts told that could carry a grade and are given none.
        points: Rating scales told with a score, and which.
        drawn: Whether the case was drawn from a population, rather than given by a user, who wanted it as it is.
    """

    id: str
    code: str
    age: int
    traits: Mapping[str, str]
    symptoms: frozenset[str]
    grades: Mapping[str, int]
    ungraded: frozenset[str]
    points: Mapping[str, float]
    drawn: bool = True

    @property
    def severity(self) -> int | None:
        """The grade of the case."""
        return GRADES.get(self.traits.get("severity", ""))  # type: ignore[call-overload, no-any-return]


def plans_of(reports: Iterable[StudyReport]) -> dict[str, Planned]:
    """By report id, of those that have a case."""
    return {report.id: plan for report in reports if (plan := plan_of(report)) is not None}


def plan_of(report: StudyReport) -> Planned | None:
    """What the report's case plans; ``None`` for a report made elsewhere."""
    held = report.record.get("case")
    if not held:
        return None
    case = from_json(Case, held)
    own = [fact for fact in case.facts if fact.told and fact.status == "present" and fact.subject == "patient"]
    grades = {fact.concept: GRADES[fact.severity] for fact in own if fact.severity is not None}
    return Planned(
        report.id,
        report.code,
        case.person.age,
        case_traits(case),
        frozenset(fact.concept for fact in case.facts if tells_symptom(fact)),
        grades,
        frozenset(fact.concept for fact in own if _gradable(fact) and fact.concept not in grades),
        {fact.concept: fact.quantity.value for fact in own if fact.quantity and fact.quantity.unit == "points"},
        PRESENTING in case.traits,
    )


def _gradable(fact: Fact) -> bool:
    known = concepts().get(fact.concept)
    return known is not None and known.severity
