"""The reference index: whether a generated text copies a corpus of real notes, and where.

Candidates come from keyed fingerprints of 4-word shingles that at most five distinct patients share (the rest is
boilerplate); verbatim runs are then compared token by token, and passages with small changes aligned by rapidfuzz.
8- and 13-gram containment counts boilerplate too, as the baseline that it is held against does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Self

import numpy as np
from numpy.typing import NDArray

from casewright.errors import CasewrightError, InputError
from casewright.measures.privacy.approximate import find_passages
from casewright.measures.privacy.baseline import Likeness, containments, percentile
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.containment import Containment
from casewright.measures.privacy.corpus import Corpus
from casewright.measures.privacy.fingerprints import Fingerprinter
from casewright.measures.privacy.limits import ScreenLimits
from casewright.measures.privacy.nearest import Vectors
from casewright.measures.privacy.postings import Postings, count_owners
from casewright.measures.privacy.reference import ReferenceNote
from casewright.measures.privacy.runs import Hits, find_runs
from casewright.measures.privacy.spans import cover
from casewright.measures.words import list_tokens
from casewright.types import Privacy

__all__ = ["BOILERPLATE_PATIENTS", "SMALL_CORPUS", "ReferenceIndex"]

SHINGLE = 4
BOILERPLATE_PATIENTS = 5
"""A shingle that more distinct patients share is boilerplate."""
SMALL_CORPUS = 200
"""Notes below which a corpus is marked as small and no limit is taken from it."""
SPAN_TOKENS = 8


class ReferenceIndex(Confidential):
    """What a generated text is compared with. Build it with `ReferenceIndex.build`.

    It holds keyed fingerprints and no text, shows only its name and size, can't be pickled, copied or serialised, and
    raises nothing that carries text. It serves for any set of texts that may not be copied, a prompt's examples
    included.

    Attributes:
        name: what the corpus is called in records.
        limits: ``longest_run``, ``containment_8`` and ``novelty``.
        marks: ``corpus_small`` (under 200 notes), ``row_is_patient`` (no patients named), ``boilerplate_unknown``
            (five patients or fewer: no shingle can be boilerplate).
        fingerprint: a keyed hash of the corpus; the same key and corpus give the same.
    """

    __slots__ = (
        "_containment", "_corpus", "_hashes", "_shingles", "_vectors", "fingerprint", "limits", "marks", "name",
    )  # fmt: skip

    name: str
    limits: Mapping[str, float]
    marks: tuple[str, ...]
    fingerprint: str

    @classmethod
    def build(
        cls,
        notes: Iterable[ReferenceNote],
        key: bytes,
        name: str,
        *,
        patients_named: bool,
        screen: ScreenLimits | None = None,
        boilerplate: Iterable[ReferenceNote] = (),
    ) -> Self:
        """Fingerprints the notes and takes the limits from them: about 4 ms a note of 450 words.

        Where patients are not named, near-duplicates count as one patient, so that a note which is copied forward
        doesn't become boilerplate.

        Raises:
            InputError: there is no note.
            UsageError: the key is shorter than 16 bytes.
        """
        hashes, lines = Fingerprinter(key), screen or ScreenLimits()
        self = cls.__new__(cls)
        failure = _guarded(lambda: self._fill(tuple(notes), hashes, name, lines, patients_named=patients_named))
        if failure:
            raise failure
        return self

    def _fill(
        self,
        notes: tuple[ReferenceNote, ...],
        hashes: Fingerprinter,
        name: str,
        screen: ScreenLimits,
        *,
        patients_named: bool,
    ) -> None:
        if not notes:
            raise InputError(f"reference corpus {name!r} has no notes")
        corpus = Corpus.build(notes, hashes)
        if not corpus.tokens.any():
            raise InputError(f"reference corpus {name!r} has no words")
        likeness = Likeness.build(corpus, hashes)
        if not patients_named:
            corpus = corpus.with_patients(likeness.group)
        self.name, self._hashes, self._corpus = name, hashes, corpus
        self._shingles = _rare_shingles(corpus, hashes)
        self._containment, usual = _containments(corpus, hashes, likeness)
        self._vectors = Vectors.build(corpus.tokens, corpus.starts, corpus.ends, corpus.patients)
        self.limits = _limits(len(corpus), usual, likeness, screen)
        self.marks = _marks(corpus, patients_named=patients_named)
        self.fingerprint = hashes.hexdigest(corpus.tokens.tobytes() + corpus.patients.tobytes())

    def __repr__(self) -> str:
        return f"<ReferenceIndex {self.name!r}: {len(self._corpus)} notes>"

    def __len__(self) -> int:
        return len(self._corpus)

    @property
    def novelty_floor(self) -> float:
        """The novelty that an accepted report needs: 1 - the 99th percentile of real-to-real 5-gram Jaccard."""
        return self.limits["novelty"]

    def screen(self, text: str) -> Privacy:
        """Overlap of a generated text with the corpus; identifiers are `find_identifiers`'s.

        Spans cover verbatim runs of eight words or more, passages copied with small changes, and, where 8-gram
        containment is over its limit, the n-grams that make it so.

        Raises:
            CasewrightError: something failed inside; the message carries no text.
        """
        found: list[Privacy] = []
        failure = _guarded(lambda: found.append(self._screen(text)))
        if failure:
            raise failure
        return found[0]

    @property
    def baseline(self) -> Mapping[str, NDArray[np.float64]]:
        """What is usual among the real notes: sorted values of every figure, each note against the other patients'."""
        return {}

    def sources(self, text: str, top: int = 5) -> list[tuple[int, float]]:
        """(row, score) of the notes that a text shares most rare phrases with, best first."""
        prints = self._hashes.tokens(token.key for token in list_tokens(text))
        _, there = self._shingles.find(self._hashes.grams(prints, SHINGLE))
        notes, counts = np.unique(self._corpus.note_at(there), return_counts=True)
        best = np.argsort(-counts, kind="stable")[:top]
        return [(int(self._corpus.rows[notes[i]]), float(counts[i])) for i in best]

    def _screen(self, text: str) -> Privacy:
        tokens = list_tokens(text)
        prints = self._hashes.tokens(token.key for token in tokens)
        near = self._vectors.nearest(prints)
        hits = Hits(SHINGLE, *self._shingles.find(self._hashes.grams(prints, SHINGLE)))
        grams = {n: self._hashes.grams(prints, n) for n in (8, 13)}
        common = self._containment[8].patients(grams[8]) > BOILERPLATE_PATIENTS
        runs = find_runs(prints, self._corpus.tokens, hits, common)
        eight, thirteen = (self._containment[n].measure(grams[n]) for n in (8, 13))
        spans = [(run.start, run.end) for run in (*runs, *find_passages(prints, self._corpus, hits))]
        if (eight.share or 0.0) > self.limits["containment_8"]:
            spans += [(int(place), int(place) + 8) for place in eight.places]
        return Privacy(
            reference=f"{self.name} ({len(self)} notes)",
            longest_run=max((run.tokens for run in runs), default=0),
            containment_8=eight.share,
            containment_13=thirteen.share,
            nearest=near.distance if near else None,
            nearest_ratio=near.ratio if near else None,
            spans=cover(tokens, spans, SPAN_TOKENS),
            marks=self.marks,
            limits=dict(self.limits),
        )


def _guarded(work: Callable[[], None]) -> CasewrightError | None:
    """What went wrong, without the original error: its traceback holds frames, and frames hold text."""
    try:
        work()
    except CasewrightError as error:
        return error.with_traceback(None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not carry text out of here
        return CasewrightError(f"the reference index failed: {type(error).__name__}")
    return None


def _rare_shingles(corpus: Corpus, hashes: Fingerprinter) -> Postings:
    prints, notes, places = corpus.grams(hashes, SHINGLE)
    rare = count_owners(prints, corpus.patients[notes]) <= BOILERPLATE_PATIENTS
    return Postings.build(prints[rare], places[rare])


def _containments(
    corpus: Corpus, hashes: Fingerprinter, likeness: Likeness
) -> tuple[dict[int, Containment], NDArray[np.float64]]:
    result: dict[int, Containment] = {}
    usual = np.zeros(0)
    for n in (8, 13):
        prints, notes, _ = corpus.grams(hashes, n)
        result[n] = Containment.build(prints, corpus.patients[notes])
        if n == 8:
            usual = containments(corpus, prints, notes, likeness.first)
    return result, usual


def _limits(size: int, usual: NDArray[np.float64], likeness: Likeness, screen: ScreenLimits) -> dict[str, float]:
    containment, novelty = screen.containment_cap, screen.novelty_floor
    if size >= SMALL_CORPUS:
        containment = min(screen.containment_cap, percentile(usual, screen.containment_quantile))
        novelty = 1 - percentile(likeness.nearest[likeness.first])
    return {"longest_run": float(screen.longest_run), "containment_8": containment, "novelty": novelty}


def _marks(corpus: Corpus, *, patients_named: bool) -> tuple[str, ...]:
    marks = {
        "corpus_small": len(corpus) < SMALL_CORPUS,
        "row_is_patient": not patients_named,
        "boilerplate_unknown": corpus.patient_count <= BOILERPLATE_PATIENTS,
    }
    return tuple(mark for mark, holds in marks.items() if holds)
