"""People's answers as label sets: sheets out and in, exams on them, and data sets for Argilla."""

from casewright.service.labels.argilla import argilla_file
from casewright.service.labels.contracts import Exam, ExamRequest, LabelSet, Sheet, SheetRequest, SheetTaken
from casewright.service.labels.exams import critics_of, exam_of, exams_of, keep_exam, start_exam
from casewright.service.labels.sets import label_file, label_sets
from casewright.service.labels.sheets import make_sheet
from casewright.service.labels.taking import take_sheet

__all__ = [
    "Exam",
    "ExamRequest",
    "LabelSet",
    "Sheet",
    "SheetRequest",
    "SheetTaken",
    "argilla_file",
    "critics_of",
    "exam_of",
    "exams_of",
    "keep_exam",
    "label_file",
    "label_sets",
    "make_sheet",
    "start_exam",
    "take_sheet",
]
