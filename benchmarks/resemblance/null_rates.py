"""`python -m benchmarks.resemblance.null_rates`: how often the tests find a difference between notes of one kind"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator

from benchmarks.diversity.corpora import real_texts

from casewright.measures.embedding import embedder
from casewright.measures.rates import rate
from casewright.measures.resemblance import mmd_of_halves, mmd_test, two_sample

LEVEL = 0.05


def rounds(count: int, size: int) -> Iterator[tuple[bool, bool, bool, bool]]:
    """For each pair of random samples of one kind: was a difference found by p, by the line, by the classifier?"""
    notes = sorted(set(real_texts()))
    for seed in range(count):
        drawn = random.Random(seed).sample(notes, 2 * size)
        rows = embedder().embed(drawn)
        test = mmd_test(rows[:size], rows[size:], seed=seed)
        names = [str(i) for i in range(size)]
        halves = mmd_of_halves(rows[size:], names, bandwidth=test.bandwidth, sizes=(size, size), seed=seed)
        told = two_sample(drawn[:size], drawn[size:], names, names, seed=seed)
        excluded = told.accuracy.low is not None and told.accuracy.low > 0.5
        yield (
            (test.p.value or 0) <= LEVEL,
            (test.value.value or 0) > (halves.line.value or 0),
            (told.p.value or 0) <= LEVEL,
            excluded,
        )


def main(count: int, size: int) -> None:
    """Prints shares with Wilson intervals."""
    found = list(rounds(count, size))
    tests = ("MMD², p <= 0.05", "MMD² above the line of halves", "classifier, p <= 0.05", "its interval above 0.5")
    print(f"{count} pairs of {size} transcriptions each, all of one kind\n\n| test | found | share | 95 % interval |")
    print("| --- | ---: | ---: | --- |")
    for title, hits in zip(tests, zip(*found, strict=True), strict=True):
        told = rate(sum(hits), count)
        print(f"| {title} | {told.hits} | {told.hits / told.n:.3f} | {told.low:.3f} to {told.high:.3f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--size", type=int, default=40)
    asked = parser.parse_args()
    main(asked.rounds, asked.size)
