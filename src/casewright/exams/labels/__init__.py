"""Labels from people: read and written, agreement between raters, and the exam questions that they make."""

from casewright.exams.labels.agreement import Agreement, PairAgreement, agreement, krippendorff_alpha
from casewright.exams.labels.label import Label
from casewright.exams.labels.questions import LabelledSet, labelled_questions
from casewright.exams.labels.reading import LabelFile, read_label_file, read_label_files, read_labels
from casewright.exams.labels.standing import Standing, UnusedLabel, standing
from casewright.exams.labels.writing import write_labels

__all__ = [
    "Agreement",
    "Label",
    "LabelFile",
    "LabelledSet",
    "PairAgreement",
    "Standing",
    "UnusedLabel",
    "agreement",
    "krippendorff_alpha",
    "labelled_questions",
    "read_label_file",
    "read_label_files",
    "read_labels",
    "standing",
    "write_labels",
]
