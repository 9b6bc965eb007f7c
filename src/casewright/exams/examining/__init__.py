"""The exam engine: from a paper to questions, a plan, a critic's answers, figures and a certificate."""

from casewright.exams.examining.budget import Estimate, ExamBudget, Pace
from casewright.exams.examining.examination import Exam, examine
from casewright.exams.examining.facts import examine_facts
from casewright.exams.examining.gate import examine_gate
from casewright.exams.examining.ledger import behind_ledger, exam_ledger, seated
from casewright.exams.examining.plan import ExamPlan, plan_exam
from casewright.exams.examining.questions import exam_questions
from casewright.exams.examining.shipped import certify_shipped, default_bases
from casewright.exams.examining.sitting import Meter, sit_questions

__all__ = [
    "Estimate",
    "Exam",
    "ExamBudget",
    "ExamPlan",
    "Meter",
    "Pace",
    "behind_ledger",
    "certify_shipped",
    "default_bases",
    "exam_ledger",
    "exam_questions",
    "examine",
    "examine_facts",
    "examine_gate",
    "plan_exam",
    "seated",
    "sit_questions",
]
