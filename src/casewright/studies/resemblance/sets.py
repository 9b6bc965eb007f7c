"""Arms and real notes as sets: how far they are apart, and whether a classifier tells them from one another"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casewright.measures.embedding import Rows
from casewright.measures.resemblance import Halves, MmdTest, TwoSample, mmd_of_halves, mmd_test, two_sample
from casewright.measures.resemblance.kernel import median_distance
from casewright.measures.resemblance.real_halves import split_groups
from casewright.studies.resemblance.samples import Sample, Samples
from casewright.studies.resemblance.vectors import Vectors

__all__ = ["LEAST_REAL", "LEAST_REPORTS", "Apart", "Told", "compare_sets", "halve_sets", "tell_apart"]

LEAST_REAL = 10
"""Patients with real notes, in a language, below which nothing is compared."""
LEAST_REPORTS = 5


@dataclass(frozen=True, slots=True)
class Apart:
    """MMD² of an arm from real notes, beside what halves of real notes have at these sizes."""

    test: MmdTest
    halves: Halves

    @property
    def outside(self) -> bool:
        """Whether it is above the 95th percentile of real halves."""
        value, line = self.test.value.value, self.halves.line.value
        return value is not None and line is not None and value > line


@dataclass(frozen=True, slots=True)
class Told:
    """The classifier on whole texts, and on texts of equal lengths."""

    whole: TwoSample
    equal: TwoSample


def compare_sets(samples: Samples, arm: Sample, vectors: Vectors, seed: int, *, cut: bool) -> Apart:
    """MMD² with its test, and the halves under the same kernel."""
    ours = _rows(arm, vectors, cut=cut)[: samples.equal]
    theirs = _rows(samples.real, vectors, cut=cut)
    test = mmd_test(ours, theirs, seed=seed)
    sizes = len(ours), len(theirs)
    halves = mmd_of_halves(theirs, samples.real.keys, bandwidth=test.bandwidth, sizes=sizes, seed=seed)
    return Apart(test, halves)


def halve_sets(samples: Samples, vectors: Vectors, seed: int, *, cut: bool) -> Halves:
    """Real notes, half against half, under a kernel of their own."""
    rows = _rows(samples.real, vectors, cut=cut)
    sizes = len(rows) // 2, len(rows) - len(rows) // 2
    return mmd_of_halves(rows, samples.real.keys, bandwidth=median_distance(rows), sizes=sizes, seed=seed)


def tell_apart(samples: Samples, arm: Sample | None, seed: int) -> Told:
    """The classifier on an arm and real notes at equal numbers; without an arm on two halves of the real notes."""
    return Told(*(_told(samples, arm, seed, cut=cut) for cut in (False, True)))


def _told(samples: Samples, arm: Sample | None, seed: int, *, cut: bool) -> TwoSample:
    real = list(zip(samples.real.cuts if cut else samples.real.texts, samples.real.keys, strict=True))
    if arm is None:
        ours, theirs = _halved(real, seed)
    else:
        most = min(samples.equal, len(real))
        ours = list(zip(arm.cuts if cut else arm.texts, arm.keys, strict=True))[:most]
        theirs = real
    texts = [[text for text, _ in side] for side in (ours, theirs)]
    keys = [[key for _, key in side] for side in (ours, theirs)]
    return two_sample(*texts, *keys, seed=seed)


def _halved(real: list[tuple[str, str]], seed: int) -> Iterator[list[tuple[str, str]]]:
    import numpy as np

    first = split_groups([key for _, key in real], 1, np.random.default_rng(seed))[:, 0]
    return ([one for one, inside in zip(real, first, strict=True) if inside == side] for side in (True, False))


def _rows(sample: Sample, vectors: Vectors, *, cut: bool) -> Rows:
    return vectors.rows(sample.cuts if cut else sample.texts, sample.name)
