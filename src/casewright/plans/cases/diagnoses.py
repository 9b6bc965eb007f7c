"""Diagnoses as facts: the order's code, and those that the order wants beside it."""

from __future__ import annotations

from casewright.errors import UsageError
from casewright.plans.cases.latent import Drawing
from casewright.plans.cases.population import Entry, population
from casewright.types import Order
from casewright.vocabulary.concepts import concepts

__all__ = ["add_comorbid_symptoms", "add_diagnoses", "diagnosis_of"]


def diagnosis_of(code: str) -> str:
    """The diagnosis concept of a code: the one whose own code is the longest beginning of it.

    Raises:
        UsageError: the vocabulary has no diagnosis for the code.
    """
    found = [
        (len(start), name)
        for name, entry in concepts().items()
        for start in entry.codes
        if entry.category == "diagnosis" and code.startswith(start)
    ]
    if not found:
        known = sorted({start for entry in concepts().values() for start in entry.codes})
        raise UsageError(f"no diagnosis fact for comorbidity {code!r}; codes at or below {', '.join(known)} have one")
    return max(found)[1]


def add_comorbid_symptoms(drawing: Drawing, order: Order) -> None:
    """What a comorbid disorder brings; it comes before the group of negatives that would deny it."""
    for code in order.comorbidities:
        beside = population(code)
        for name in beside.as_comorbidity if beside is not None else ():
            drawing.add(Entry(concept=name), 1)


def add_diagnoses(drawing: Drawing, order: Order, principal: str) -> None:
    """The diagnoses that the document states, the principal one first."""
    for name in dict.fromkeys((principal, *(diagnosis_of(code) for code in order.comorbidities))):
        drawing.add(Entry(concept=name), 0)
