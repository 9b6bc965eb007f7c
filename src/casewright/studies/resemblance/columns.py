"""Headings and notes of the tables of resemblance: what each number is, and how it is read"""

from __future__ import annotations

from casewright.studies.resemblance.pairs import LEAST_OF_BLOCK, PAIRED, REFERENCES
from casewright.studies.resemblance.samples import MOST
from casewright.studies.table import Column

__all__ = ["CONTEXTUAL", "PAIRS", "PAIRS_NOTE", "SETS", "SETS_NOTE", "STATIC", "TOLD", "TOLD_NOTE"]

SETS = (
    Column("reports", "Reports", 0),
    Column("words", "Words of the middle text, equal lengths", 0),
    Column("mmd2", "MMD², equal lengths", 4, "low"),
    Column("p", "p, permutation, corrected", 3),
    Column("line", "95th percentile of real halves", 4),
    Column("reading", "Reading"),
    Column("mmd2_whole", "MMD², whole texts", 4, "low"),
    Column("p_whole", "p, whole texts, corrected", 3),
    Column("line_whole", "95th percentile, whole texts", 4),
)
SETS_NOTE = (
    f"Unbiased MMD² of the texts' vectors ({{embedders}}), RBF kernel, bandwidth the median distance over all pairs "
    "of both samples together (Gretton 2012); about 0, and as often below, where both are of one kind. p by 999 "
    "permutations, by Holm over the arms of a language. The 95th percentile is that of 200 random halves of the real "
    "notes under the same kernel, brought to the arm's numbers by 1/n + 1/m. Equal lengths: at each rank every set "
    f"is cut to the shortest of them. At most {MOST} texts a set, one note a patient, and as many reports of every "
    "arm as the least arm of 20 or more has. Intervals: jackknife; of the halves, the middle 95 %."
)
TOLD = (
    Column("texts", "Texts, both sides", 0),
    Column("accuracy", "Accuracy, equal lengths", 2, "low"),
    Column("auc", "AUC, equal lengths", 2, "low"),
    Column("p", "p, corrected", 3),
    Column("accuracy_whole", "Accuracy, whole texts", 2, "low"),
    Column("auc_whole", "AUC, whole texts", 2, "low"),
)
TOLD_NOTE = (
    "Can a model learn to tell real from synthetic (Lopez-Paz and Oquab 2017)? TF-IDF of words and pairs of words "
    "with logistic regression, five folds, both sides in equal numbers; 0.5 is guessing, 1 is always right. Folds "
    "share training texts, which the intervals don't see: read them beside the control, two halves of the real notes "
    "by the same procedure. p is binomial on the effective number, by Holm over the arms of a language. Which words "
    "give a report away is not printed: they may be a real note's."
)
PAIRS = (
    Column("reports", "Texts", 0),
    Column("rouge_l", "ROUGE-L F1", 3),
    Column("meteor", "METEOR", 3),
    Column("f1", "Token matching F1", 3),
    Column("precision", "Token matching P", 3),
    Column("recall", "Token matching R", 3),
    Column("movers", "Sentence mover's similarity", 3),
    Column("of_block", "Held against notes of the same block", 2),
)
PAIRS_NOTE = (
    f"Each text against {REFERENCES} real notes drawn by chance, of its ICD-10 block where at least {LEAST_OF_BLOCK} "
    f"notes are, else of its language; at most {PAIRED} texts an arm, of equal lengths; the same case meets the same "
    "notes in every arm. Real notes stand beside them likewise, each against other patients'. Being far above real "
    f"notes is no merit: high ROUGE-L and METEOR are also a warning of copying. METEOR without synonyms. {{tokens}} "
    "Bootstrap intervals over texts; they don't see that texts share references."
)
CONTEXTUAL = "Tokens are matched as in BERTScore, with the last layer of {embedders}, not rescaled."
STATIC = (
    "Words are matched as in BERTScore, but with static vectors (latent semantic analysis of these very texts), as the "
    "embedder {embedders} tells none of tokens: compare such figures within this study alone."
)
