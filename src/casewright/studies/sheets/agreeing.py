"""How far people agree with one another on a sheet: verdicts, and whether there is an error at all"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casewright.exams.labels.agreement import Agreement, agreement
from casewright.exams.labels.label import Label
from casewright.measures.figure import Figure
from casewright.studies.sheets.form import Verdict
from casewright.studies.sheets.reading import Rating
from casewright.studies.table import Cell
from casewright.types import Answer

__all__ = ["agreement_cells"]

ANSWERS: Mapping[Verdict, Answer] = {"real": "present", "synthetic": "absent", "can't tell": "unclear"}
"""Agreement is reckoned on names alone; which name stands for which makes no difference."""


def agreement_cells(ratings: Sequence[Rating], seed: int = 0) -> Mapping[str, Mapping[str, Cell]]:
    """By what was asked: Krippendorff's alpha with its interval over texts, the share of same answers, and how many."""
    verdicts = [_label(item, ANSWERS[item.verdict]) for item in ratings]
    errors = [_label(item, "present" if item.errors else "absent") for item in ratings]
    asked = {"real, synthetic or can't tell": verdicts, "an error or none": errors}
    return {name: _cells(agreement(labels, seed=seed)) for name, labels in asked.items()}


def _label(item: Rating, answer: Answer) -> Label:
    return Label(item.of.opaque, "", item.rater, "asked", answer)


def _cells(found: Agreement) -> Mapping[str, Cell]:
    raters = str(len(found.raters))
    if found.alpha is None:
        same = "" if found.same is None else f"; the same in {found.same:.0%} of pairs"
        return {"alpha": f"not estimable: {found.why} ({found.n} texts read twice){same}", "raters": raters}
    note = found.why or "bootstrap interval over texts"
    alpha = Figure(found.alpha, found.n, found.low, found.high, note)
    same_share = Figure(found.same, found.n, note="of pairs of answers to one text; agreement by chance is in it")
    return {"alpha": alpha, "same": same_share, "raters": raters}
