"""The overlap query: from a text's fingerprints to what it shares with a corpus, and where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.alignment import rouge_l, window_bleu
from casewright.measures.privacy.index.candidates import SCANNED, Contained, Nearby, Sharing, contained
from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import SHINGLE, Fingerprinter, Hashes, Integers, Tokens, pack
from casewright.measures.privacy.index.passages import find_passages, likeliest
from casewright.measures.privacy.index.postings import Postings
from casewright.measures.privacy.index.runs import EIGHT, Runs, find_runs

__all__ = ["SPAN_TOKENS", "Overlap", "Searcher"]

SPAN_TOKENS = 8
"""Words from which a verbatim run is shown and masked."""
Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True, repr=False)
class Overlap(Confidential):
    """What a text shares with a corpus; ranges are of tokens of the text."""

    longest_run: int
    eight: Contained
    thirteen: Contained
    fuzzy: float | None
    bleu: float | None
    ranges: Ranges
    sharing: Sharing

    @property
    def note(self) -> int | None:
        """The note that shares most, if any shares a rare phrase."""
        return int(self.sharing.notes[0]) if len(self.sharing.notes) else None


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Searcher(Confidential):
    """A corpus with what finds copies of it: postings of rare shingles, and the 8-grams that are boilerplate."""

    hashes: Fingerprinter
    corpus: Corpus
    postings: Postings
    common: Hashes
    thinned: bool = False

    def look(self, text: Tokens, leave: NDArray[np.bool_] | None = None) -> Overlap:
        """Everything about one text; ``leave`` marks notes that are left out, for a note held against the others."""
        runs, sharing = self.share(text, leave)
        nearby = Nearby.read(self.corpus, sharing.notes[:SCANNED], text)
        eight, thirteen = (contained(self.hashes.grams(text, n), n, nearby, self.hashes) for n in (8, 13))
        ranges = self._ranges(text, runs, sharing)
        return Overlap(
            longest_run=int(runs.tokens.max(initial=0)),
            eight=eight,
            thirteen=thirteen,
            fuzzy=_covered(ranges, len(text)),
            bleu=self._bleu(text, runs, sharing),
            ranges=ranges,
            sharing=sharing,
        )

    def share(self, text: Tokens, leave: NDArray[np.bool_] | None = None) -> tuple[Runs, Sharing]:
        """Verbatim runs, and the notes that they stand in."""
        here, there = self.postings.find(self.hashes.grams(text, SHINGLE))
        same = self._packed(there) == pack(text)[here]
        if leave is not None:
            same &= ~leave[self.corpus.note_at(there)]
        runs = find_runs(
            text, self.corpus.tokens, here[same], there[same], self._is_common(text), seams=not self.thinned
        )
        return runs, Sharing.of_runs(self.corpus, runs)

    def rouge_l(self, text: Tokens, note: int) -> float:
        """ROUGE-L F1 of a text against one note."""
        return rouge_l(text, self.corpus.note(note))

    def _packed(self, places: Integers) -> Hashes:
        tokens = self.corpus.tokens
        last = len(tokens) - 1
        found = np.zeros(len(places), dtype=np.uint64)
        for i in range(SHINGLE):
            found |= tokens[np.minimum(places + i, last)].astype(np.uint64) << np.uint64(16 * i)
        return found

    def _is_common(self, text: Tokens) -> NDArray[np.bool_]:
        grams = self.hashes.grams(text, EIGHT)
        if not len(self.common):
            return np.zeros(len(grams), dtype=bool)
        at = np.minimum(np.searchsorted(self.common, grams), len(self.common) - 1)
        return np.asarray(self.common[at] == grams)

    def _ranges(self, text: Tokens, runs: Runs, sharing: Sharing) -> Ranges:
        long = runs.chosen(runs.tokens >= SPAN_TOKENS)
        found = set(zip(long.start.tolist(), long.end.tolist(), strict=True))
        found.update((one.start, one.end) for one in find_passages(text, self.corpus.tokens, runs, sharing))
        return sorted(found)

    def _bleu(self, text: Tokens, runs: Runs, sharing: Sharing) -> float | None:
        if not len(text):
            return None
        passage = likeliest(runs, sharing)
        if passage is None:
            return 0.0
        note = int(sharing.notes[0])
        return window_bleu(text, self.corpus.note(note), passage, int(self.corpus.starts[note]))


def _covered(ranges: Ranges, size: int) -> float | None:
    """Share of the tokens that lie in a range."""
    if not size:
        return None
    steps = np.zeros(size + 1, dtype=np.int64)
    for start, end in ranges:
        steps[start] += 1
        steps[end] -= 1
    return float((np.cumsum(steps[:-1]) > 0).mean())
