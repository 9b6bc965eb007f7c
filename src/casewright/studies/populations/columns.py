"""Columns of the tables of populations, and what a reader must know of each table"""

from __future__ import annotations

from casewright.studies.table import Column

__all__ = [
    "CASES",
    "CASES_NOTE",
    "CONCEPTS",
    "SEVERITY",
    "SEVERITY_NOTE",
    "SYMPTOMS",
    "SYMPTOMS_NOTE",
    "TEMPLATES",
    "TEXTS",
    "TEXTS_NOTE",
]

CASES = (
    Column("mean", "mean delivered", 1),
    Column("asked_mean", "mean of all cases", 1),
    Column("target_mean", "mean wanted", 1),
    Column("spread_target", "variance over target's"),
    Column("spread_asked", "variance over all cases'"),
    Column("target", "divergence from target", 3, "low"),
    Column("target_chance", "by chance", 3),
    Column("kept", "divergence from all cases", 3, "low"),
    Column("kept_chance", "by chance", 3),
    Column("drawn", "all cases from target", 3, "low"),
    Column("drawn_chance", "by chance", 3),
)
CASES_NOTE = (
    "Traits of the cases behind what each arm delivers, against what orders and populations ask (the target) and "
    "against all cases that the arm was asked for. Variances are within codes and read as unchanged between 0.8 "
    "and 1.25; cases are drawn in strata, so that n of a code vary up to n / (n - 1) times as much as their "
    "target. Divergence: Jensen-Shannon in bits, 0 alike, 1 apart; it is never 0 in a small sample, so the 95th "
    "percentile of chance stands beside it. Length has no target: it is held against all that was written."
)
TEXTS = (
    Column("tells", "share that tells it"),
    Column("mean", "mean", 1),
    Column("deviation", "standard deviation", 1),
    Column("spread", "variance over real"),
    Column("ks", "Kolmogorov-Smirnov", 2, "low"),
    Column("ks_chance", "by chance"),
    Column("wasserstein", "Wasserstein", 1, "low"),
    Column("wasserstein_chance", "by chance", 1),
    Column("divergence", "divergence from real", 3, "low"),
    Column("divergence_chance", "by chance", 3),
)
TEXTS_NOTE = (
    "Traits as texts tell them, read from the words of reports and of real notes in one way; they are another "
    "measurement than the traits of cases. Age is the first one told, in bands of five years; symptoms are those "
    "that the matcher finds as the patient's own and current; grades are mild 1, moderate 2, severe 3. Counts and "
    "their variance grow with length, and real notes of other wards and diagnoses differ for that alone."
)
SEVERITY = (
    Column("shift", "grade told less planned", 2),
    Column("higher", "told higher", 2, "low"),
    Column("lower", "told lower", 2, "low"),
    Column("added", "grade added", 2, "low"),
    Column("report_shift", "mean grade of a report less planned", 2),
    Column("points", "score told less planned", 1),
    Column("points_higher", "score told higher", 2, "low"),
)
SEVERITY_NOTE = (
    "Facts that are graded both in the plan and by the text, as the matcher reads it; the parrot writes the plan "
    "word for word, so its row is what the matcher alone does. Grade added: of facts planned without a grade that "
    "could carry one, the share that the text gives one. Intervals take the facts of a report together."
)
SYMPTOMS = (
    Column("planned", "planned a report", 1),
    Column("told", "found a report", 1),
    Column("omitted", "planned and not found", 2, "low"),
    Column("beyond", "found beyond the plan a report", 2, "low"),
    Column("tested", "symptoms tested"),
    Column("overused", "told too often"),
    Column("underused", "told too seldom"),
)
SYMPTOMS_NOTE = (
    "What the matcher finds in delivered texts against what their cases plan to tell. A symptom is told too often "
    "or too seldom where the share of texts differs from the share of all cases with p below 0.05 over all "
    "symptoms of the arm (Fisher's test, Benjamini and Hochberg). What the matcher misses counts as omitted: read "
    "it beside the parrot's."
)
CONCEPTS = (
    Column("told", "texts that tell it"),
    Column("asked", "cases that plan to"),
    Column("difference", "difference"),
)
TEMPLATES = (Column("share", "sentences in shared templates", 2, "low"),)
