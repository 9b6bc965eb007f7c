"""The study file: who writes what, and the cells that it makes."""

from __future__ import annotations

from casewright.studies.plan.cells import PARROT, Cell, Group, StudyPlan, StudyWriter
from casewright.studies.plan.choosing import chosen_cells
from casewright.studies.plan.reading import read_study

__all__ = ["PARROT", "Cell", "Group", "StudyPlan", "StudyWriter", "chosen_cells", "read_study"]
