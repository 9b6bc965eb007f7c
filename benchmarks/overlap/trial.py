"""A trial: a corpus, texts that copy it, texts that don't; and what a system's answers to them are worth."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from benchmarks.overlap.copies import CLASSES

from casewright.certificates import Rate
from casewright.measures.privacy import ReferenceNote
from casewright.measures.rates import rate
from casewright.measures.words import token_keys

__all__ = ["Answer", "Outcome", "Query", "Trial", "judge", "make_queries", "threshold"]

Answer = tuple[int, float] | None
"""The row of the likeliest source with its score; nothing where nothing was found."""
QUANTILE = 0.99


@dataclass(frozen=True, slots=True)
class Query:
    """A text that copies, and the rows that it may come from: the source's patient's, and any that say the same."""

    kind: str
    text: str
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Trial:
    """``fresh`` copies nothing; its even half sets the threshold, its odd half counts false alarms."""

    name: str
    notes: Sequence[ReferenceNote]
    queries: Sequence[Query]
    fresh: Sequence[str]

    @property
    def texts(self) -> list[str]:
        """All that a system is asked: queries, then fresh notes."""
        return [*(query.text for query in self.queries), *self.fresh]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Recall by class, and false alarms on the half that the threshold doesn't come from."""

    threshold: float
    recall: Mapping[str, Rate]
    alarms: Rate


def make_queries(
    sources: Sequence[ReferenceNote], hosts: Sequence[str], each: int, *, seed: int, twins: bool = False
) -> list[Query]:
    """So many of each class; with ``twins``, every source that says the copied words is right."""
    dice = random.Random(seed)
    keys = {note.row: _flat(note.text) for note in sources} if twins else {}
    rows: dict[str, set[int]] = {}
    for note in sources:
        rows.setdefault(note.patient, set()).add(note.row)
    queries = []
    for kind, copier in CLASSES.items():
        for _ in range(each):
            source, host = dice.choice(sources), dice.choice(hosts)
            made = copier.make(source.text, host, dice)
            same = {row for row, text in keys.items() if _flat(made.copied) in text}
            queries.append(Query(kind, made.text, frozenset(rows[source.patient] | same)))
    return queries


def _flat(text: str) -> str:
    return f" {' '.join(token_keys(text))} "


def threshold(scores: Sequence[float]) -> float:
    """The 99th percentile, never below it between two scores."""
    return float(np.quantile(np.array(scores), QUANTILE, method="higher"))


def judge(trial: Trial, answers: Sequence[Answer]) -> Outcome:
    """A copy is recalled where the score is above the threshold and the first source a right one."""
    scores = [answer[1] if answer else 0.0 for answer in answers[len(trial.queries) :]]
    line = threshold(scores[::2])
    found: dict[str, list[bool]] = {}
    for query, answer in zip(trial.queries, answers, strict=False):
        right = answer is not None and answer[1] > line and answer[0] in query.right
        found.setdefault(query.kind, []).append(right)
    recall = {kind: rate(sum(hits), len(hits)) for kind, hits in found.items()}
    odd = scores[1::2]
    return Outcome(line, recall, rate(sum(score > line for score in odd), len(odd)))
