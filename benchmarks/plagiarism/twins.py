"""Transcriptions that are nearly the same as others: found by brute force, and what the index makes of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.overlap.cells import cell
from benchmarks.overlap.developed import half, rows
from benchmarks.overlap.ours import build
from benchmarks.plagiarism.figures import broken, failed, targets

from casewright.measures.privacy import ReferenceIndex, ReferenceNote
from casewright.measures.rates import rate
from casewright.measures.words import token_keys

__all__ = ["Pair", "find_pairs", "render_twins"]

LEAST = 0.5
NEAR = 0.8
SHOWN = 8
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two notes by their places in a list, the earlier first, and their 5-gram Jaccard."""

    first: int
    second: int
    jaccard: float


def find_pairs(texts: Sequence[str], least: float = LEAST) -> list[Pair]:
    """Every pair with a 5-gram Jaccard above ``least``, by counting what each note shares with each earlier one."""
    holders: dict[tuple[str, ...], list[int]] = {}
    sets: list[int] = []
    pairs = []
    for number, text in enumerate(texts):
        keys = token_keys(text)
        grams = {tuple(keys[i : i + 5]) for i in range(len(keys) - 4)}
        shared = Counter(other for gram in grams for other in holders.get(gram, ()))
        for other, count in shared.items():
            jaccard = count / (len(grams) + sets[other] - count)
            if jaccard > least:
                pairs.append(Pair(other, number, jaccard))
        for gram in grams:
            holders.setdefault(gram, []).append(number)
        sets.append(len(grams))
    return sorted(pairs, key=lambda pair: -pair.jaccard)


def render_twins(data: Path) -> Iterator[str]:
    notes = rows(data, "notes/mtsamples_dev")
    pairs = find_pairs([row["text"] for row in notes])
    yield from _found(notes, pairs)
    yield ""
    yield from _templates(notes)


def _found(notes: Sequence[Row], pairs: Sequence[Pair]) -> Iterator[str]:
    """The later of each pair is asked about; the corpus is every note that is the later of none."""
    later = {pair.second for pair in pairs}
    corpus = [ReferenceNote(i, row["text"], f"row:{i}") for i, row in enumerate(notes) if i not in later]
    index = build(corpus)
    yield "| pairs of transcriptions | pairs | same sample name | same specialty | asked | source first | refused |"
    yield "| --- | ---: | ---: | ---: | ---: | --- | --- |"
    for name, low, high in (("Jaccard above 0.8", NEAR, 1.1), ("0.5 to 0.8", LEAST, NEAR)):
        these = [pair for pair in pairs if low < pair.jaccard <= high]
        named = sum(_base(notes[pair.first]) == _base(notes[pair.second]) for pair in these)
        special = sum(bool(_specialties(notes[pair.first]) & _specialties(notes[pair.second])) for pair in these)
        asked = [pair for pair in these if pair.first not in later]
        yield f"| {name} | {len(these)} | {named} | {special} | {_asked(index, notes, asked, pairs)} |"


def _asked(index: ReferenceIndex, notes: Sequence[Row], asked: Sequence[Pair], pairs: Sequence[Pair]) -> str:
    """Right is any note that makes a pair with the one asked about."""
    numbers = sorted({pair.second for pair in asked})
    right = {number: {pair.first for pair in pairs if pair.second == number} for number in numbers}
    first = [index.sources(notes[number]["text"], top=1) for number in numbers]
    hits = sum(bool(found) and found[0][0] in right[number] for number, found in zip(numbers, first, strict=True))
    refused = sum(bool(targets(index.screen(notes[number]["text"]))) for number in numbers)
    return f"{len(numbers)} | {cell(rate(hits, len(numbers)))} | {cell(rate(refused, len(numbers)))}"


def _templates(notes: Sequence[Row]) -> Iterator[str]:
    """Held-out transcriptions against the corpus half: which fail, at which limit, of which specialty."""
    corpus = [row for row in notes if half(row["id"]) == "corpus"]
    index = build(ReferenceNote(i, row["text"], f"row:{i}") for i, row in enumerate(corpus, 1))
    held = [row for row in notes if half(row["id"]) == "held"]
    found = [index.screen(row["text"]) for row in held]
    yield f"Held out: {cell(failed(found))} of {len(found)} fail; {broken(found)}.\n"
    yield "| specialty | held out | fail | by limit |\n| --- | ---: | --- | --- |"
    counts = Counter(name for row in held for name in _specialties(row))
    for name, _ in counts.most_common(SHOWN):
        own = [one for one, row in zip(found, held, strict=True) if name in _specialties(row)]
        yield f"| {name} | {len(own)} | {cell(failed(own))} | {broken(own)} |"


def _base(row: Row) -> str:
    """A sample's name without its number."""
    return re.sub(r"[\s\-]*\d+\s*$", "", row["sample_name"]).strip().lower()


def _specialties(row: Row) -> set[str]:
    return set(row["specialty"])
