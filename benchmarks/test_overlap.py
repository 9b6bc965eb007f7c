"""The overlap query against rapidfuzz's partial_ratio over every note."""

from __future__ import annotations

import random
import time
from typing import Any

from casewright.measures.privacy import ReferenceIndex, ReferenceNote

NOTES = 1000
SAMPLED = 20


def invent(seed: int, words: int = 300) -> str:
    """A note of invented words, with phrases that many notes share."""
    dice = random.Random(seed)
    phrases = [f"common phrase {i} that many notes have in them" for i in range(20)]
    pieces = [f"w{int(20000 * dice.random() ** 2)}" for _ in range(words - 60)]
    return " ".join(pieces + dice.sample(phrases, 7))


def test_overlap_query(benchmark: Any) -> None:
    """One screen of a 300-word report against 1,000 notes, where comparing with each note takes minutes.

    partial_ratio is timed on a sample of the notes and scaled; the query does more: runs, containment, distance.
    """
    from rapidfuzz import fuzz

    notes = [ReferenceNote(i, invent(i), f"patient:{i}") for i in range(NOTES)]
    index = ReferenceIndex.build(notes, b"a key for benchmarks", "invented", patients_named=True)
    copied = " ".join(notes[123].text.split()[40:70])
    report = f"{invent(5000, 150)} {copied} {invent(5001, 150)}"
    privacy = benchmark(index.screen, report)
    assert privacy.longest_run == 30

    began = time.perf_counter()
    for note in notes[:SAMPLED]:
        fuzz.partial_ratio(report, note.text)
    slow = (time.perf_counter() - began) * NOTES / SAMPLED
    began = time.perf_counter()
    for _ in range(10):
        index.screen(report)
    fast = (time.perf_counter() - began) / 10
    benchmark.extra_info |= {"ratio": round(slow / fast), "ms_a_report": round(1000 * fast, 2)}
    said = f"partial_ratio over {NOTES} notes {slow:.1f} s: {slow / fast:.0f} times"
    print(f"\noverlap: {1000 * fast:.1f} ms a report, {said}")
    assert slow / fast > 100
