"""Which questions people should answer next, and the blinded sheet that asks them."""

from casewright.exams.sampling.candidates import Candidate, ToLabel, find_candidates
from casewright.exams.sampling.choosing import choose
from casewright.exams.sampling.sheet import blind, write_sheet
from casewright.exams.sampling.sources import from_items, from_rows

__all__ = [
    "Candidate",
    "ToLabel",
    "blind",
    "choose",
    "find_candidates",
    "from_items",
    "from_rows",
    "write_sheet",
]
