"""Quasi-identifiers of an imagined case, in the values that texts give."""

from __future__ import annotations

from casewright.measures.privacy.quasi.extract import QuasiIdentifiers, age_band
from casewright.types import Case

__all__ = ["case_quasi_identifiers"]

_HOUSEHOLD = {"lives-alone": "alone", "lives-with-partner": "partner", "lives-with-family": "family"}
_OCCUPATION = {"unemployed": "unemployed", "student": "student", "retired": "retired"}
_MARITAL = frozenset({"married", "divorced", "widowed"})


def case_quasi_identifiers(case: Case) -> QuasiIdentifiers:
    """What the case tells of age, sex, household, marriage and work, as `quasi_identifiers` names it.

    Cases hold no place, no ethnicity and no name of an occupation; a writer that adds one shows only in the text.
    """
    found: dict[str, set[str]] = {"age": {age_band(case.person.age)}, "sex": {case.person.sex}}
    for fact in case.facts:
        if fact.told and fact.subject == "patient" and fact.status == "present":
            for attribute, value in _of_concept(fact.concept):
                found.setdefault(attribute, set()).add(value)
    return {attribute: frozenset(values) for attribute, values in sorted(found.items())}


def _of_concept(concept: str) -> list[tuple[str, str]]:
    pairs = [("household", _HOUSEHOLD.get(concept)), ("occupation", _OCCUPATION.get(concept))]
    pairs.append(("marital", concept if concept in _MARITAL else None))
    return [(attribute, value) for attribute, value in pairs if value is not None]
