"""How false alarms depend on the size of a corpus, and on boilerplate counted in a wider source."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from benchmarks.overlap.cells import cell
from benchmarks.overlap.developed import others, real_notes
from benchmarks.overlap.ours import build
from benchmarks.plagiarism.figures import broken, failed, targets
from benchmarks.plagiarism.planted import located, plant_at

from casewright.measures.privacy import ReferenceIndex, ReferenceNote
from casewright.measures.rates import rate

__all__ = ["render_conditions"]

SIZES = (100, 200, 500, 1000)
ASKED = 150
LEAST_WIDER = 100
"""Notes below which a wider source is left out."""
SPANS = (16, 30)


def render_conditions(data: Path) -> Iterator[str]:
    """The same 150 transcriptions are asked about each time; the wider source is what neither side has."""
    notes = [note for note in real_notes(data) if note.file == "mtsamples_dev"]
    texts = [note.text for note in sorted(notes, key=lambda note: sha256(note.id.encode()).hexdigest())]
    asked, rest = texts[:ASKED], texts[ASKED:]
    yield f"| corpus | boilerplate from | fail, same source ({ASKED}) | by limit | fail, other origin | {_heads()} |"
    yield f"| ---: | --- | --- | --- | --- |{' --- |' * len(SPANS)}"
    for size in SIZES:
        for wider in ([], rest[size:]):
            if not wider or len(wider) >= LEAST_WIDER:
                index = build(_notes(rest[:size]), boilerplate=_notes(wider))
                name = f"and {len(wider)} notes more" if wider else "the corpus"
                yield f"| {size} | {name} | {_row(index, asked, rest[:size], others(data))} |"


def _heads() -> str:
    return " | ".join(f"{length} words planted: located / refused" for length in SPANS)


def _notes(texts: Sequence[str]) -> list[ReferenceNote]:
    return [ReferenceNote(row, text, f"row:{row}") for row, text in enumerate(texts, 1)]


def _row(index: ReferenceIndex, asked: Sequence[str], sources: Sequence[str], other: Sequence[str]) -> str:
    same, strange = ([index.screen(text) for text in texts] for texts in (asked, other))
    spans = [_spans(index, sources, other, length) for length in SPANS]
    return " | ".join([cell(failed(same)), broken(same), cell(failed(strange)), *spans])


def _spans(index: ReferenceIndex, sources: Sequence[str], hosts: Sequence[str], length: int) -> str:
    dice = random.Random(length)
    found = refused = 0
    for _ in range(ASKED):
        planted = plant_at(dice.choice(sources), dice.choice(hosts), length, 0.0, dice)
        privacy = index.screen(planted.text)
        found += located(planted, [(span.start, span.end) for span in privacy.spans])
        refused += bool(targets(privacy))
    return f"{cell(rate(found, ASKED))} / {cell(rate(refused, ASKED))}"
