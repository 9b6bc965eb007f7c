"""Spans of real notes planted into other real notes: how long they must be to be found, and to be refused."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.overlap.cells import cell
from benchmarks.overlap.copies import edit
from benchmarks.overlap.developed import others, real_notes
from benchmarks.overlap.ours import build
from benchmarks.plagiarism.figures import broken, failed, targets

from casewright.measures.privacy import ReferenceIndex, ReferenceNote
from casewright.measures.rates import rate

__all__ = ["Planted", "located", "plant_at", "render_planted"]

LENGTHS = (8, 12, 16, 30, 50)
REPLACED = (0.0, 0.1, 0.2, 0.4)
EACH = 200


@dataclass(frozen=True, slots=True)
class Planted:
    """A host with a span in it, and where the span stands, in code points."""

    text: str
    start: int
    end: int


def render_planted(data: Path) -> Iterator[str]:
    """The corpus half of the English notes is indexed; held-out notes and notes of another origin are the hosts."""
    english = [note for note in real_notes(data) if note.language == "en"]
    sources = [note.text for note in english if note.half == "corpus"]
    index = build(ReferenceNote(row, text, f"row:{row}") for row, text in enumerate(sources, 1))
    held = [note.text for note in english if note.half == "held"]
    limits = ", ".join(f"{name} {value:.3g}" for name, value in index.limits.items())
    yield f"Corpus: {len(index)} real notes; limits: {limits}.\n"
    yield "| host notes, nothing planted | refused | by limit |\n| --- | --- | --- |"
    for name, hosts in (("same source, held out", held), ("another origin", others(data))):
        found = [index.screen(host) for host in hosts]
        yield f"| {name} | {cell(failed(found))} of {len(found)} | {broken(found)} |"
    clean = [host for host in held if not targets(index.screen(host))]
    for name, hosts in (("held-out hosts that pass unplanted", clean), ("hosts of another origin", others(data))):
        yield f"\n{name}, n = {EACH} a cell, each: located / refused\n"
        yield from _table(index, sources, hosts)


def _table(index: ReferenceIndex, sources: Sequence[str], hosts: Sequence[str]) -> Iterator[str]:
    yield f"| words planted | {' | '.join(f'{share:.0%} replaced' for share in REPLACED)} |"
    yield f"| --- |{' --- |' * len(REPLACED)}"
    for length in LENGTHS:
        cells = [_cell(index, sources, hosts, length, share) for share in REPLACED]
        yield f"| {length} | {' | '.join(cells)} |"


def _cell(index: ReferenceIndex, sources: Sequence[str], hosts: Sequence[str], length: int, share: float) -> str:
    dice = random.Random(f"{length} {share}")
    found = refused = 0
    for _ in range(EACH):
        planted = plant_at(dice.choice(sources), dice.choice(hosts), length, share, dice)
        privacy = index.screen(planted.text)
        found += located(planted, [(span.start, span.end) for span in privacy.spans])
        refused += bool(targets(privacy))
    return f"{cell(rate(found, EACH))} / {cell(rate(refused, EACH))}"


def plant_at(source: str, host: str, length: int, share: float, dice: random.Random) -> Planted:
    """So many words of the source in place of as many of the host, a share of them replaced by words of the host."""
    words, other = source.split(), host.split()
    start = dice.randrange(len(words) - length + 1)
    span = " ".join(edit(share)(words[start : start + length], other, dice))
    at = dice.randrange(len(other) - length + 1)
    before, after = " ".join(other[:at]), " ".join(other[at + length :])
    begin = len(before) + bool(before)
    return Planted(" ".join(part for part in (before, span, after) if part), begin, begin + len(span))


def located(planted: Planted, spans: Sequence[tuple[int, int]]) -> bool:
    """Half of the planted characters or more are in spans that the screen told."""
    covered = sum(max(0, min(end, planted.end) - max(start, planted.start)) for start, end in spans)
    return 2 * covered >= planted.end - planted.start
