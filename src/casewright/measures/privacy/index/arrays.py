"""Which arrays of an index stand in its file, and the index made of them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.privacy.index.baseline import FIGURES, JACCARD
from casewright.measures.privacy.index.building import Built
from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.fingerprints import Fingerprinter
from casewright.measures.privacy.index.header import Header
from casewright.measures.privacy.index.overlap import Searcher
from casewright.measures.privacy.index.postings import Postings

__all__ = ["SEALED", "TYPES", "Arrays", "arrays_of", "built_of"]

Arrays = Mapping[str, NDArray[Any]]

TYPES = {
    "tokens": "<u2",
    "lengths": "<u4",
    "rows": "<i8",
    "names": "<u8",
    "patients": "<u4",
    "bounds": "<u4",
    "tags": "<u2",
    "places": "<u4",
    "common": "<u8",
} | dict.fromkeys((*FIGURES, JACCARD), "<f4")
"""Every section's type."""
SEALED = ("tokens", "lengths", "rows", "names", "patients")
"""Sections that are enciphered, and deciphered into memory: 2 bytes a token and 24 a note."""


def arrays_of(built: Built) -> Arrays:
    """An index's arrays, by section."""
    corpus, postings = built.whole, built.searcher.postings
    found: dict[str, NDArray[Any]] = {
        "tokens": corpus.tokens,
        "lengths": corpus.lengths,
        "rows": corpus.rows,
        "names": corpus.names,
        "patients": corpus.patients,
        "bounds": postings.bounds,
        "tags": postings.tags,
        "places": postings.places,
        "common": built.searcher.common,
    }
    found |= built.baseline
    return {name: np.asarray(found[name]).astype(kind, copy=False) for name, kind in TYPES.items()}


def built_of(header: Header, arrays: Arrays, hashes: Fingerprinter) -> Built:
    """The index again.

    Raises:
        ValueError: the arrays don't fit together.
    """
    lengths = arrays["lengths"].astype(np.int64)
    whole = Corpus.of(arrays["tokens"], lengths, arrays["rows"], arrays["names"], header.notes)
    whole = whole.grouped(arrays["patients"])
    postings = Postings(arrays["bounds"], arrays["tags"], arrays["places"])
    if not _fits(header, whole, postings):
        raise ValueError("arrays of an index don't fit together")
    return Built(
        name=header.name,
        searcher=Searcher(hashes, whole.alone(), postings, arrays["common"], thinned=header.thinned),
        whole=whole,
        baseline={name: arrays[name].astype(np.float64) for name in (*FIGURES, JACCARD)},
        marks=tuple(header.marks),
        fingerprint=header.fingerprint,
        patients_named=header.patients_named,
        thinned=header.thinned,
    )


def _fits(header: Header, corpus: Corpus, postings: Postings) -> bool:
    notes, buckets = len(corpus.lengths), len(postings.bounds) - 1
    return (
        notes == header.notes + header.wider == len(corpus.rows) == len(corpus.names) == len(corpus.patients)
        and len(corpus.tokens) == 1 + int((corpus.lengths + 1).sum())
        and buckets >= 2
        and buckets & (buckets - 1) == 0
        and int(postings.bounds[-1]) == len(postings.tags) == len(postings.places)
    )
