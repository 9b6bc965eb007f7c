"""`python -m benchmarks.distances.real_notes`: what distances and attacks say of real notes, copied or not.

The transcription samples of the development data, near-duplicates left out, are drawn into three parts: the corpus,
the held-out notes, and notes that stand in for reports, which nobody made from the corpus. (Parts by their order would
not do: samples that stand side by side are alike.) Then reports that begin with half of a note of the corpus, or with
nine tenths of it, stand in for some of them. Without patients named, a note is a patient.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.novelty import NEAR_DUPLICATE, NoveltyTable
from casewright.measures.embedding import Embedder, embedder, nearest
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceNote
from casewright.measures.privacy.sets import Embedded, distance_report, embed_together, membership

QUANTILES = (0, 0.01, 0.05, 0.25, 0.5, 0.75, 1)
CONDITIONS = ((0.0, 0.5), *((share, kept) for kept in (0.5, 0.9) for share in (0.05, 0.1, 0.2)))
"""Share of the corpus that is copied, and how much of a copied note is kept."""
SPLITS = 40
SHOWN = ("plagiarism_005", "plagiarism_real", "nearest.auc", "nearest_ratio.above_real", "holdout_share")
ATTACKS = ("maximum.auc", "maximum.tpr_at_1fpr", "top_3.auc", "mean.auc")


def read(data: Path) -> list[str]:
    """The notes that are no near-duplicate of one before."""
    table, kept = NoveltyTable(), []
    with gzip.open(data / "notes" / "mtsamples_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, text in enumerate(json.loads(line)["text"] for line in lines):
            if table.novelty(text) >= 1 - NEAR_DUPLICATE:
                table.add(str(number), text)
                kept.append(text)
    return kept


def parts(notes: Sequence[str], seed: int = 0) -> tuple[list[str], list[ReferenceNote], list[ReferenceNote]]:
    """Stand-ins for reports, corpus, held-out notes: a third each, drawn."""
    size = len(notes) // 3
    order = np.random.default_rng(seed).permutation(len(notes))
    corpus, held = (
        [ReferenceNote(int(i), notes[i], f"{i}") for i in order[at * size : (at + 1) * size]] for at in (1, 2)
    )
    return [notes[i] for i in order[:size]], corpus, held


def copy(reports: Sequence[str], corpus: Sequence[ReferenceNote], share: float, kept: float) -> list[str]:
    """Reports of which the first ones begin with so much of a note of the corpus and go on with their own end."""
    count = round(share * len(corpus))
    both = zip(corpus[:count], reports[:count], strict=True)
    made = [f"{_part(note.text, 0, kept)}\n{_part(report, kept, 1)}" for note, report in both]
    return [*made, *reports[count:]]


def _part(text: str, begin: float, end: float) -> str:
    words = text.split()
    return " ".join(words[int(begin * len(words)) : int(end * len(words))])


class Remembering:
    """Embeds no text twice, where weights are given."""

    def __init__(self, model: Embedder) -> None:
        self._model, self._known = model, dict[str, NDArray[np.float32]]()
        self.name, self.fingerprint = model.name, model.fingerprint

    def fitted(self, texts: Sequence[str]) -> Embedder:
        return self if self._model.fitted(texts) is self._model else self._model.fitted(texts)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(new, self._model.embed(new), strict=True)) if new else {}
        return np.stack([self._known[text] for text in texts])


def within(notes: Embedded) -> Iterator[str]:
    """How near a real note has its nearest."""
    found = nearest(notes.rows, notes.rows, notes.patients, notes.patients)
    for name, values in (("nearest", found.first), ("ratio", found.ratio)):
        told = " ".join(f"{quantile:.0%} {np.quantile(values, quantile):.3f}" for quantile in QUANTILES)
        yield f"real to real, {name}, n = {len(values)}: {told}"


def blind(model: Embedder, notes: Sequence[str]) -> Iterator[str]:
    """How often intervals hold what they must where nothing was copied, over drawn parts of the same vectors."""
    rows, size = model.fitted(notes).embed(notes), len(notes) // 3
    found: dict[str, list[Figure]] = {}
    for seed in range(SPLITS):
        order = np.random.default_rng(seed).permutation(len(notes))
        inside, outside = (Embedded(rows[order[at * size : (at + 1) * size]], np.arange(size)) for at in (1, 2))
        told = distance_report(rows[order[:size]], inside, outside)
        areas = membership(rows[order[:size]], inside, outside)
        for name in (*SHOWN, *ATTACKS):
            found.setdefault(name, []).append(({**told.reports, **areas})[name])
        found.setdefault("plagiarism_real of held-out notes", []).append(told.real["plagiarism_real"])
    for name, figures in found.items():
        values = [figure.value for figure in figures if figure.value is not None]
        yield f"nothing copied, {SPLITS} draws: {name} mean {np.mean(values):.3f}{_held(name, figures)}"


def _held(name: str, figures: Sequence[Figure]) -> str:
    if not name.endswith(("auc", "holdout_share")):
        return ""
    held = sum((one.low or 0) <= 0.5 <= (one.high or 1) for one in figures)
    return f", {held} of {len(figures)} intervals hold 0.5"


def measure(model: Embedder, notes: Sequence[str]) -> Iterator[str]:
    """Quantiles, then a line for each share of copied notes and each part of them that is kept."""
    reports, corpus, held = parts(notes)
    for share, kept in CONDITIONS:
        made = copy(reports, corpus, share, kept)
        rows, (inside, outside) = embed_together(model, made, [corpus, held])
        found = distance_report(rows, inside, outside)
        if not share:
            yield from within(inside)
            yield f"held-out notes: {_told(found.real, SHOWN[:2])}"
        what = f"{share:.0%} copied, {kept:.0%} of a note"
        yield f"{what}: {_told(found.reports, SHOWN)}"
        yield f"{what}, attacks: {_told(membership(rows, inside, outside), ATTACKS)}"


def _told(figures: Mapping[str, Figure], names: Sequence[str]) -> str:
    return "; ".join(f"{name} {_figure(figures[name])}" for name in names)


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return f"– ({figure.note})"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}] n = {figure.n}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("CASEWRIGHT_DATA"), help="the development data")
    parser.add_argument("--embedder", default="tfidf")
    parser.add_argument("--most", type=int, help="notes to take, where an embedder is slow")
    asked = parser.parse_args()
    if asked.data is None:
        parser.error("CASEWRIGHT_DATA is not set: the development data is not at hand")
    texts = read(Path(asked.data))[: asked.most]
    print(f"{asked.embedder}: {len(texts)} notes")
    remembering = Remembering(embedder(asked.embedder))
    for part in (measure, blind):
        for line in part(remembering, texts):
            print(line, flush=True)
