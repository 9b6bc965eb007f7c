"""Columns of the tables of privacy, and what a reader must know of each table"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from casewright.studies.table import Column

__all__ = [
    "AMONG", "AMONG_NOTE", "ATTACKS", "ATTACKS_NOTE", "BESIDE", "BESIDE_NOTE", "CANARIES", "CANARIES_NOTE", "COPYING",
    "COPYING_NOTE", "DISTANCES", "DISTANCES_NOTE", "IDENTIFIERS_NOTE", "RARE", "RARE_NOTE",
]  # fmt: skip

MEASURES = {
    "longest_run": "longest run",
    "containment_8": "8-grams",
    "containment_13": "13-grams",
    "fuzzy_containment": "small changes",
    "nearest_bleu": "BLEU",
    "nearest_rouge_l": "ROUGE-L",
    "nearest": "nearest distance",
    "nearest_ratio": "nearest over second",
}
DIGITS = {"longest_run": 1}


def _each(what: str, title: str) -> Iterator[Column]:
    for name, told in MEASURES.items():
        yield Column(f"{name}.{what}", f"{told}{title}", DIGITS.get(name, 3), _better(name))


def _better(name: str) -> Literal["low"] | None:
    """To be far from real notes is no merit by itself: to be nearer than they are to each other is a fault."""
    return None if name in ("nearest", "nearest_ratio") else "low"


COPYING = (
    Column("failing", "fails the screen", 3, "low"),
    Column("verbatim_copies", "a run of 12 words", 3, "low"),
    Column("memorised", "a run of 50 words", 3, "low"),
    Column("approximate_copies", "BLEU above 0.75", 3, "low"),
    Column("longest_run.median", "longest run, median", 0, "low"),
    Column("longest_run.p95", "longest run, 95th percentile", 0, "low"),
    Column("longest_run.most", "longest run of all", 0, "low"),
    *_each("mean", ", mean"),
)
COPYING_NOTE = (
    "Every report through the screen of the gate, outside boilerplate. A run is of words in a row; containment is "
    "the share of a report's n-grams in one patient's notes. Shares carry exact intervals (Clopper and Pearson), "
    "and where nothing is found its one-sided 95 % bound. What was masked before it was recorded is counted as it "
    "was."
)
BESIDE = (*_each("above_real", ", beyond real"), *_each("auc", ", AUC"))
BESIDE_NOTE = (
    "Beside real notes, each against other patients': share of reports beyond the real notes' 99th percentile "
    "(one in a hundred is expected; takes 100 notes), and the chance that a report is more like the corpus than a "
    "real note is (0.5 is no difference)."
)
DISTANCES = (
    Column("nearest.mean", "nearest distance, mean", 3),
    Column("nearest.most", "nearest distance of all", 3),
    Column("nearest.above_real", "nearer than 99 % of real", 3, "low"),
    Column("nearest.auc", "nearest, AUC", 3, "low"),
    Column("nearest_ratio.mean", "nearest over second, mean", 3),
    Column("plagiarism_005", "below 0.05", 3, "low"),
    Column("plagiarism_real", "below real notes' 1st percentile", 3, "low"),
    Column("holdout_share", "nearer to the corpus than to held-out notes", 2, "low"),
    Column("among", "to another report of the arm, mean", 3),
)
DISTANCES_NOTE = (
    "Cosine distances under {embedder}. The share below 0.05 is the plagiarism rate as arXiv 2604.27014 is said "
    "to define it; what lies below that line hangs on the embedder, so the line of real notes stands beside it. A "
    "distance alone proves nothing: sets that it calls distant were recovered by attack (arXiv 2505.01524)."
)
ATTACKS = tuple(
    column
    for name, title in (("maximum", "nearest report"), ("top_3", "three nearest"), ("mean", "all reports"))
    for column in (
        Column(f"{name}.auc", f"{title}, AUC", 3, "low"),
        Column(f"{name}.tpr_at_1fpr", f"{title}, found at 1 % false alarms", 3, "low"),
    )
)
ATTACKS_NOTE = (
    "Whether one who holds the reports can tell notes that the writer was shown from others: 0.5 (AUC) and 0.01 "
    "(found) where the attack is blind. The simplest attacks; a set that resists them may fall to others."
)
AMONG = (
    Column("longest_run.mean", "longest run in another report, mean", 1, "low"),
    Column("longest_run.most", "longest run of all", 0, "low"),
    Column("containment_8.mean", "8-grams in another report", 3, "low"),
    Column("fuzzy_containment.mean", "with small changes", 3, "low"),
    Column("nearest.mean", "nearest distance, mean", 3),
    Column("examples", "copies an example of our prompts", 3, "low"),
    Column("examples_written", "the same, of all written", 3, "low"),
    Column("masked", "masked, of all written", 3, "low"),
)
AMONG_NOTE = (
    "Each report held against the others of its arm as against a corpus, as many in every arm; and whether it "
    "copies an example of our own prompts. Neither needs a corpus. Reports that are nearly the same count as one "
    "here, and a phrase that more than five share is boilerplate: near-duplicates and templates stand under "
    "diversity. Masked are drafts that copied something before they were recorded."
)
IDENTIFIERS_NOTE = (
    "Share of reports with an identifier that their case doesn't plan, found by patterns: what has another form "
    "is not found. Types without a column were found nowhere. Reports without a record plan nothing, so every "
    "date and name in them counts."
)
RARE = (
    *(Column(f"unique_{size}", f"alone by {size}", 2, "low") for size in (1, 2, 3)),
    *(Column(f"under_k_{size}", f"fewer than 5 by {size}", 2, "low") for size in (1, 2, 3)),
    Column("unique_matching_one", "alone, and like exactly one patient", 2, "low"),
)
RARE_NOTE = (
    "Reports that some combination of at most so many attributes (age, sex, work, household, place, drug and "
    "more) has alone in the arm, or with fewer than four others; as many reports in every arm, since small sets "
    "are rare by themselves."
)
CANARIES = (
    Column("found", "word for word", 3, "low"),
    Column("completed", "completed", 3, "low"),
    Column("exposure.mean", "exposure, mean bits", 2, "low"),
    Column("exposure.most", "exposure, most", 2, "low"),
    Column("exposure.auc", "AUC", 3, "low"),
)
CANARIES_NOTE = (
    "Markers that stand in the corpus and nowhere else: the share that a report shows, and how far above never "
    "inserted ones they rank (1.44 bits where nobody copied)."
)
