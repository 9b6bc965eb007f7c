"""From a corpus to what finds copies of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from casewright.errors import InputError
from casewright.measures.privacy.confidential import Confidential
from casewright.measures.privacy.index.baseline import SMALL_CORPUS, Baseline, measure_baseline
from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import SHINGLE, Fingerprinter
from casewright.measures.privacy.index.overlap import Searcher
from casewright.measures.privacy.index.postings import Postings
from casewright.measures.privacy.index.rarity import BOILERPLATE_PATIENTS, common_eights, mark_rare
from casewright.measures.privacy.index.scratch import Scratch
from casewright.measures.privacy.index.sorting import sorted_grams
from casewright.measures.privacy.index.thinning import GUARANTEED, thin
from casewright.measures.privacy.index.twins import near_duplicates

__all__ = ["Built", "build", "contents"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Built(Confidential):
    """An index as it is screened with or written; ``whole`` is the corpus with the wider source."""

    name: str
    searcher: Searcher
    whole: Corpus
    baseline: Baseline
    marks: tuple[str, ...]
    fingerprint: str
    patients_named: bool
    thinned: bool


def build(
    corpus: Corpus, hashes: Fingerprinter, name: str, *, patients_named: bool, thinned: bool, scratch: Scratch
) -> Built:
    """Finds the boilerplate, makes the postings and measures the baseline.

    Raises:
        InputError: the corpus has no notes or no words.
    """
    _check(corpus, name)
    if not patients_named:
        corpus = corpus.grouped(near_duplicates(corpus, hashes))
    own = corpus.alone()
    searcher = _searcher(corpus, own, hashes, thinned=thinned, scratch=scratch)
    return Built(
        name=name,
        searcher=searcher,
        whole=corpus,
        baseline=measure_baseline(searcher),
        marks=_marks(own, patients_named=patients_named),
        fingerprint=_fingerprint(corpus, hashes, thinned=thinned),
        patients_named=patients_named,
        thinned=thinned,
    )


def _check(corpus: Corpus, name: str) -> None:
    if not len(corpus):
        raise InputError(f"reference corpus {name!r} has no notes")
    if not corpus.lengths[: len(corpus)].any():
        raise InputError(f"reference corpus {name!r} has no words")
    if len(corpus.tokens) >= 1 << 32:
        raise InputError(f"reference corpus {name!r} has more than {1 << 32:,} words; index it in parts")


def _searcher(corpus: Corpus, own: Corpus, hashes: Fingerprinter, *, thinned: bool, scratch: Scratch) -> Searcher:
    flags = scratch.grow(np.uint8)
    for first, last in corpus.blocks():
        flags.append(np.zeros(int((corpus.lengths[first:last] + 1).sum()), dtype=np.uint8))
    flags.append(np.zeros(1, dtype=np.uint8))
    marks = flags.read(change=True)
    border, grams = np.uint32(corpus.border), sorted_grams(corpus, hashes, SHINGLE, scratch)
    rare = ((found[places < border], places[places < border]) for found, places in mark_rare(corpus, grams, marks))
    if thinned:
        for _ in rare:
            pass
        common = common_eights(corpus, hashes, marks, scratch)
        thin(own, marks)
        chosen = sorted_grams(own, hashes, SHINGLE, scratch, lambda at, n: np.asarray(marks[at : at + n] > 0))
        postings = Postings.build(chosen, len(own.tokens) // (GUARANTEED - SHINGLE + 1), scratch)
    else:
        postings = Postings.build(rare, len(own.tokens), scratch)
        common = common_eights(corpus, hashes, marks, scratch)
    flags.close()
    return Searcher(hashes, own, postings, common, thinned=thinned)


def _marks(corpus: Corpus, *, patients_named: bool) -> tuple[str, ...]:
    marks = {
        "corpus_small": len(corpus) < SMALL_CORPUS,
        "row_is_patient": not patients_named,
        "boilerplate_unknown": corpus.patient_count <= BOILERPLATE_PATIENTS,
    }
    return tuple(mark for mark, holds in marks.items() if holds)


def contents(corpus: Corpus, hashes: Fingerprinter, first: int, last: int) -> list[str]:
    """A keyed digest of each note with its row and patient, in order of the digest: two sets of notes compared."""
    table = zip(corpus.rows[first:last].tolist(), corpus.names[first:last].tolist(), strict=True)
    return sorted(
        hashes.hexdigest(f"{row}/{name}/".encode() + corpus.note(first + i).tobytes())
        for i, (row, name) in enumerate(table)
    )


def _fingerprint(corpus: Corpus, hashes: Fingerprinter, *, thinned: bool) -> str:
    own, wider = (contents(corpus, hashes, a, b) for a, b in ((0, corpus.own), (corpus.own, len(corpus.lengths))))
    told = hashlib.blake2b("/".join(["thin" if thinned else "exact", *own, "wider", *wider]).encode())
    return hashes.hexdigest(told.digest())
