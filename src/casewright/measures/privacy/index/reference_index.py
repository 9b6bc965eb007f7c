"""The reference index: whether a generated text copies a corpus of real notes, and where.

Candidates come from keyed fingerprints of 4-word shingles that at most five distinct patients share (the rest is
boilerplate); verbatim runs are then compared token by token, and passages with small changes aligned by rapidfuzz.
8- and 13-gram containment is taken over the 32 notes that share most rare phrases with the text and counts boilerplate
within these, as the baseline that it is held against does; a text of boilerplate alone is contained in nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.baseline import FIGURES, limits_of
from casewright.measures.privacy.index.building import Built, build
from casewright.measures.privacy.index.fingerprints import Fingerprinter, Tokens
from casewright.measures.privacy.index.guarding import guarded
from casewright.measures.privacy.index.matched import baseline_of_length
from casewright.measures.privacy.index.overlap import SPAN_TOKENS, Overlap
from casewright.measures.privacy.index.reading import Reader
from casewright.measures.privacy.index.scratch import Scratch
from casewright.measures.privacy.limits import ScreenLimits
from casewright.measures.privacy.nearest import Near, Vectors
from casewright.measures.privacy.reference import ReferenceNote
from casewright.measures.privacy.spans import cover
from casewright.measures.words import token_keys, token_places
from casewright.types import OverlapSpan, Privacy

__all__ = ["ReferenceIndex"]

SOURCES = 5


class ReferenceIndex(Confidential):
    """What a generated text is compared with. Make it with `ReferenceIndex.build` or `open_index`.

    It holds keyed fingerprints and no text, shows only its name and size, can't be pickled, copied or serialised, and
    raises nothing that carries text. It serves for any set of texts that may not be copied, a prompt's examples
    included.

    Attributes:
        name: what the corpus is called in records.
        limits: ``longest_run``, ``longest_passage``, ``containment_8`` and ``novelty``.
        marks: ``corpus_small`` (under 200 notes), ``row_is_patient`` (no patients named), ``boilerplate_unknown``
            (five patients or fewer: no shingle can be boilerplate).
        fingerprint: a keyed hash of the corpus; the same key and notes give the same, in whatever order.
    """

    __slots__ = ("_built", "_known", "_vectors", "fingerprint", "limits", "marks", "name")

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
        """Fingerprints the notes in memory and takes the limits from them.

        Where patients are not named, near-duplicates count as one patient, so that a note which is copied forward
        doesn't become boilerplate. Notes of ``boilerplate`` count where boilerplate is told from rare phrases, and
        for nothing else.

        Raises:
            InputError: there is no note.
            UsageError: the key is shorter than 16 bytes.
        """
        hashes = Fingerprinter(key)

        def work() -> Built:
            reader = Reader(hashes, Scratch())
            reader.read(notes)
            reader.read_wider(boilerplate)
            return build(reader.corpus(), hashes, name, patients_named=patients_named, thinned=False, scratch=Scratch())

        return cls.of(guarded(work), screen or ScreenLimits())

    @classmethod
    def of(cls, built: Built, screen: ScreenLimits) -> Self:
        """An index over what was built or opened."""
        self = cls.__new__(cls)
        self._built, self._vectors, self._known = built, None, {}
        self.name, self.marks, self.fingerprint = built.name, built.marks, built.fingerprint
        self.limits = limits_of(built.baseline, len(self), screen)
        return self

    _built: Built
    _vectors: Vectors | None
    _known: dict[str, int]

    def __repr__(self) -> str:
        return f"<ReferenceIndex {self.name!r}: {len(self)} notes>"

    def __len__(self) -> int:
        return len(self._built.searcher.corpus)

    @property
    def novelty_floor(self) -> float:
        """The novelty that an accepted report needs: 1 - the 99th percentile of real-to-real 5-gram Jaccard."""
        return self.limits["novelty"]

    @property
    def baseline(self) -> Mapping[str, NDArray[np.float64]]:
        """What is usual among the real notes: sorted values of every figure, each note against the other patients'."""
        return {name: self._built.baseline[name] for name in FIGURES}

    def baseline_of_length(self, words: int) -> Mapping[str, NDArray[np.float64]]:
        """`baseline` of notes cut to ``words`` tokens, for reports of that length; empty where too few are so long.

        Takes some seconds: up to a thousand notes are screened.

        Raises:
            CasewrightError: something failed inside; the message carries no text.
        """
        return guarded(lambda: baseline_of_length(self._built.searcher, self._all_vectors(), words))

    def screen(self, text: str) -> Privacy:
        """Overlap of a generated text with the corpus; identifiers are `find_identifiers`'s.

        Spans cover verbatim runs of eight words or more, passages copied with small changes, and, where 8-gram
        containment is over its limit, the n-grams that make it so.

        Raises:
            CasewrightError: something failed inside; the message carries no text.
        """
        return guarded(lambda: self._screen(text))

    def sources(self, text: str, top: int = SOURCES) -> list[tuple[int, float]]:
        """(row, score) of the notes that a text shares most rare phrases with, best first.

        The score counts 4-word phrases in verbatim runs, without boilerplate at their ends; a note that shares none is
        not listed.

        Raises:
            CasewrightError: something failed inside; the message carries no text.
        """
        return guarded(lambda: self._sources(text, top))

    def _sources(self, text: str, top: int) -> list[tuple[int, float]]:
        searcher = self._built.searcher
        _, sharing = searcher.share(self._tokens(text))
        rows = searcher.corpus.rows[sharing.notes[:top]].tolist()
        return [(row, float(score)) for row, score in zip(rows, sharing.scores[:top].tolist(), strict=True)]

    def _screen(self, text: str) -> Privacy:
        tokens = self._tokens(text)
        found = self._built.searcher.look(tokens)
        near = self._near(tokens)
        likest = found.note if found.note is not None else near.note if near is not None else None
        return Privacy(
            reference=f"{self.name} ({len(self)} notes)",
            longest_run=found.longest_run,
            containment_8=found.eight.share,
            containment_13=found.thirteen.share,
            nearest=None if near is None else near.distance,
            spans=self._spans(text, found),
            marks=self.marks,
            limits=dict(self.limits),
            nearest_ratio=None if near is None else near.ratio,
            longest_passage=max((end - start for start, end in found.ranges), default=0),
            fuzzy_containment=found.fuzzy,
            nearest_bleu=found.bleu,
            nearest_rouge_l=None if likest is None else self._built.searcher.rouge_l(tokens, likest),
        )

    def _tokens(self, text: str) -> Tokens:
        return self._built.searcher.hashes.tokens(token_keys(text), self._known)

    def _near(self, tokens: Tokens) -> Near | None:
        return self._all_vectors().nearest(tokens)

    def _all_vectors(self) -> Vectors:
        if self._vectors is None:
            corpus = self._built.searcher.corpus
            self._vectors = Vectors.build(corpus.tokens, corpus.starts, corpus.ends, corpus.patients)
        return self._vectors

    def _spans(self, text: str, found: Overlap) -> tuple[OverlapSpan, ...]:
        ranges = list(found.ranges)
        if (found.eight.share or 0.0) > self.limits["containment_8"]:
            ranges += [(place, place + 8) for place in found.eight.places.tolist()]
        return cover(token_places(text), ranges, SPAN_TOKENS) if ranges else ()
