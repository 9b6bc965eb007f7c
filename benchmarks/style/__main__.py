"""`python -m benchmarks.style RECORDS.jsonl`: what `benchmarks.style.writing` wrote, on against off.

Pairs of one case are compared; intervals are of 2,000 bootstraps over pairs, with the notes as they are.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.style.figures import FORMS, Forms, Kernel, apart
from benchmarks.style.notes import halves, psychiatric
from benchmarks.style.shortened import shortened

from casewright.measures.embedding import embedder
from casewright.measures.privacy import ReferenceIndex, ReferenceNote
from casewright.measures.rates import rate
from casewright.measures.style import note_style

BOOTSTRAPS, PERMUTATIONS = 2000, 999
SAME = 1e-9
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("records", type=Path)
    told = parser.parse_args()
    data = Path(os.environ["CASEWRIGHT_DATA"])
    first, second = halves(data)
    pairs = _pairs(told.records)
    print(f"{len(pairs)} cases written both ways; profile of {len(first)} notes, held against {len(second)} others")
    _acceptance(told.records)
    own = psychiatric(data)
    for name, notes in (("all", second), ("psychiatric", [one for one in second if one.patient in own])):
        print(f"\nagainst {len(notes)} held-out notes, {name}")
        _resemblance(pairs, notes, first)
    print("\noverlap with all notes")
    _overlap(pairs, [*first, *second])
    print(f"\nabbreviated throughout: {shortened([one['record'] for pair in pairs for one in pair])}")


def _pairs(path: Path) -> list[tuple[Row, Row]]:
    """Off and on of each case that has a text both ways."""
    rows = {(row["case_of"], row["arm"]): row for row in map(json.loads, path.read_text("utf-8").splitlines())}
    cases = dict.fromkeys(case for case, _ in rows)
    found = [(rows.get((case, "off")), rows.get((case, "on"))) for case in cases]
    return [(off, on) for off, on in found if off and on and off["record"]["text"] and on["record"]["text"]]


def _acceptance(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for arm in ("off", "on"):
        own = [row["record"] for row in rows if row["arm"] == arm]
        good = sum(one["decision"]["outcome"] == "accepted" for one in own)
        first = sum(one["decision"]["outcome"] == "accepted" and one["attempts"] == 1 for one in own)
        seconds = float(np.median([row["seconds"] for row in rows if row["arm"] == arm]))
        mean = np.mean([one["attempts"] for one in own])
        print(f"{arm}: accepted {_rate(good, len(own))}, at once {_rate(first, len(own))}, "
              f"attempts {mean:.2f}, median {seconds:.0f} s")  # fmt: skip
        ends = [reason["kind"] for one in own for reason in one["decision"]["reasons"]]
        print(f"    reasons at the end: { {kind: ends.count(kind) for kind in sorted(set(ends))} }")


def _rate(hits: int, n: int) -> str:
    found = rate(hits, n)
    return f"{hits} of {n} [{found.low or 0:.2f}, {found.high or 0:.2f}]"


def _resemblance(
    pairs: Sequence[tuple[Row, Row]], notes: Sequence[ReferenceNote], fitting: Sequence[ReferenceNote]
) -> None:
    real = [note_style(one.text, "en") for one in notes]
    theirs_in_form = Forms.of(real)
    forms = [Forms.of([note_style(pair[arm]["record"]["text"], "en") for pair in pairs], real) for arm in (0, 1)]
    for name in FORMS:

        def far(chosen: Sequence[int], arm: int, name: str = name) -> float:
            return apart(name, forms[arm], theirs_in_form, chosen)

        _print(name, far, len(pairs))
    embedding = embedder("tfidf").fitted([one.text for one in fitting])
    texts = [[pair[arm]["record"]["text"] for pair in pairs] for arm in (0, 1)]
    rows = np.asarray(embedding.embed([*texts[0], *texts[1], *(one.text for one in notes)]), dtype=np.float64)
    kernel, count = Kernel.of(rows), len(pairs)
    arms, others = (np.arange(count), np.arange(count, 2 * count)), np.arange(2 * count, len(rows))

    def distinct(chosen: Sequence[int], arm: int) -> float:
        """Of the cases drawn, each once: a row that is there twice is near to itself."""
        return kernel.mmd2(arms[arm][np.unique(chosen)], others)

    _print("MMD2", distinct, count)
    for arm, places in zip(("off", "on"), arms, strict=True):
        print(f"    {arm} and notes drawn from one source: p = {kernel.permuted(places, others, PERMUTATIONS):.3f}")
    print(f"    off and on drawn from one source: p = {kernel.permuted(*arms, PERMUTATIONS):.3f}")


def _overlap(pairs: Sequence[tuple[Row, Row]], notes: Sequence[ReferenceNote]) -> None:
    index = ReferenceIndex.build(notes, b"a key of this benchmark", "notes", patients_named=False)
    found = [tuple(index.screen(one["record"]["text"]) for one in pair) for pair in pairs]
    for name in ("longest_run", "containment_8"):

        def mean(chosen: Sequence[int], arm: int, name: str = name) -> float:
            return float(np.mean([getattr(found[at][arm], name) or 0.0 for at in chosen]))

        _print(name, mean, len(pairs))
        most = [max(getattr(pair[arm], name) or 0.0 for pair in found) for arm in (0, 1)]
        print(f"    most: off {most[0]:.3g}, on {most[1]:.3g}")


def _print(name: str, figure: Callable[[Sequence[int], int], float], count: int) -> None:
    """Off, on, and on less off with its interval; below zero, on is nearer (or lower)."""
    dice = np.random.default_rng(0)
    every = range(count)
    off, on = figure(every, 0), figure(every, 1)
    drawn = (dice.integers(0, count, count).tolist() for _ in range(BOOTSTRAPS))
    less = [figure(chosen, 1) - figure(chosen, 0) for chosen in drawn]
    low, high = np.quantile(less, [0.025, 0.975])
    word = "inconclusive" if low <= 0 <= high else "nearer or lower" if high < 0 else "further or higher"
    word = "the same" if high - low < SAME else word
    print(f"{name}: off {off:.3g}, on {on:.3g}, on - off {on - off:+.3g} [{low:+.3g}, {high:+.3g}] {word}")


if __name__ == "__main__":
    main()
