"""Passages that were copied with small changes: rapidfuzz aligns the notes that share most rare phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.candidates import Sharing
from casewright.measures.privacy.index.fingerprints import SHINGLE, Tokens
from casewright.measures.privacy.index.runs import Runs

__all__ = ["Passage", "find_passages", "likeliest"]

CANDIDATES = 8
LEAST_SHARED = 3
SHIFT = 8
GAP = 16
LEAST_TOKENS = 12
LIKENESS = 0.7
_Run = tuple[int, int, int]
"""Offset, start and end."""


@dataclass(frozen=True, slots=True, repr=False)
class Passage(Confidential):
    """Tokens ``start`` to ``end`` of a text beside tokens ``place`` to ``stop`` of a corpus."""

    start: int
    end: int
    place: int
    stop: int
    shared: int
    """4-word phrases in verbatim runs."""


def find_passages(text: Tokens, corpus: Tokens, runs: Runs, sharing: Sharing) -> Iterator[Passage]:
    """Passages of twelve tokens or more of which 70 % stand, in order, in a passage of one note.

    The eight notes that share most are looked at. Runs whose offsets drift by no more than eight words and that are no
    more than sixteen words apart make one passage; its likeness is the longest common subsequence over the longer
    side.
    """
    for note in sharing.notes[:CANDIDATES][sharing.scores[:CANDIDATES] >= LEAST_SHARED]:
        for passage in _passages(runs.chosen(sharing.of == note)):
            if _long(passage) and _alike(text, corpus, passage):
                yield passage


def likeliest(runs: Runs, sharing: Sharing) -> Passage | None:
    """The passage with most shared phrases in the note that shares most, alike or not."""
    if not len(sharing.notes):
        return None
    return max(_passages(runs.chosen(sharing.of == sharing.notes[0])), key=lambda passage: passage.shared)


def _passages(runs: Runs) -> Iterator[Passage]:
    """Runs in one note, put together; one alone is a passage too."""
    found = zip(runs.offset.tolist(), runs.start.tolist(), runs.end.tolist(), strict=True)
    band: list[_Run] = []
    for run in sorted(found):
        if band and run[0] - band[-1][0] > SHIFT:
            yield from _in_band(band)
            band = []
        band.append(run)
    yield from _in_band(band)


def _in_band(band: list[_Run]) -> Iterator[Passage]:
    group: list[_Run] = []
    reached = 0
    for run in sorted(band, key=lambda run: run[1]):
        if group and run[1] - reached > GAP:
            yield _joined(group)
            group = []
        reached = max(reached, run[2]) if group else run[2]
        group.append(run)
    if group:
        yield _joined(group)


def _joined(runs: list[_Run]) -> Passage:
    return Passage(
        start=min(start for _, start, _ in runs),
        end=max(end for _, _, end in runs),
        place=min(start + offset for offset, start, _ in runs),
        stop=max(end + offset for offset, _, end in runs),
        shared=sum(end - start - SHINGLE + 1 for _, start, end in runs),
    )


def _long(passage: Passage) -> bool:
    return passage.shared >= LEAST_SHARED and passage.end - passage.start >= LEAST_TOKENS


def _alike(text: Tokens, corpus: Tokens, passage: Passage) -> bool:
    from rapidfuzz.distance import LCSseq

    longer = max(passage.end - passage.start, passage.stop - passage.place)
    here, there = text[passage.start : passage.end], corpus[passage.place : passage.stop]
    return bool(LCSseq.similarity(here.tolist(), there.tolist()) / longer >= LIKENESS)
