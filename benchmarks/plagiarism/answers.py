"""Clough and Stevenson's labelled answers: which figure tells cut, light and heavy revision from no plagiarism."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.overlap.cells import cell
from benchmarks.overlap.developed import rows
from benchmarks.overlap.ours import build
from benchmarks.plagiarism.auc import auc
from benchmarks.plagiarism.figures import FIGURES, broken, failed

from casewright.measures.privacy import ReferenceNote
from casewright.types import Privacy

__all__ = ["render_answers"]

COPIED = ("cut", "light", "heavy")
Said = Mapping[str, Sequence[Privacy]]


def render_answers(data: Path) -> Iterator[str]:
    """The sources alone, and among the medical transcriptions, so that limits come from a corpus."""
    sources = [row["text"] for row in rows(data, "plagiarism/clough_stevenson_sources")]
    notes = [row["text"] for row in rows(data, "notes/mtsamples_dev")]
    for name, texts in (("the five sources alone", sources), ("the sources among transcriptions", sources + notes)):
        corpus = [ReferenceNote(row, text, f"row:{row}") for row, text in enumerate(texts, 1)]
        yield f"#### Corpus: {name}, {len(corpus)} notes\n"
        yield from _tables(_screened(data, corpus))
        yield ""


def _screened(data: Path, corpus: Sequence[ReferenceNote]) -> Said:
    index = build(corpus)
    said: dict[str, list[Privacy]] = {}
    for row in rows(data, "plagiarism/clough_stevenson_ab"):
        said.setdefault(row["category"], []).append(index.screen(row["text"]))
    return said


def _tables(said: Said) -> Iterator[str]:
    heads = [f"{name} (n = {len(said[name])})" for name in COPIED]
    yield f"| AUC against none (n = {len(said['non'])}) | {' | '.join(heads)} |"
    yield "| --- | --- | --- | --- |"
    for name in FIGURES:
        yield f"| {name} | {' | '.join(_area(said, name, kind) for kind in COPIED)} |"
    yield "\n| at the default limits | refused | by limit |\n| --- | --- | --- |"
    for kind in (*COPIED, "non"):
        yield f"| {kind} | {cell(failed(said[kind]))} | {broken(said[kind])} |"


def _area(said: Said, name: str, kind: str) -> str:
    more, less = ([FIGURES[name](one) for one in said[group]] for group in (kind, "non"))
    if None in more or None in less:
        return "not measured"
    area = auc([one for one in more if one is not None], [one for one in less if one is not None])
    return f"{area.value:.3f} ({area.low:.2f}–{area.high:.2f})"
