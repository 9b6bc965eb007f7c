"""Arms of a study from wherever their reports lie. Open `arms.py` first"""

from __future__ import annotations

from casewright.studies.loading.arms import Loaded, form_arms, read_places
from casewright.studies.loading.parrot import MOST_CASES, chosen_cases, parrot_portion
from casewright.studies.loading.portion import Place, Portion
from casewright.studies.loading.study_folder import is_run, is_study, study_meta

__all__ = [
    "MOST_CASES",
    "Loaded",
    "Place",
    "Portion",
    "chosen_cases",
    "form_arms",
    "is_run",
    "is_study",
    "parrot_portion",
    "read_places",
    "study_meta",
]
