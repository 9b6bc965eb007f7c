"""The four lexical measures against LexicalRichness, on notes of about 300 words."""

from __future__ import annotations

import random
import time
import warnings
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from casewright.measures.diversity.lexical import hdd, mattr, mtld, ttr

Words = list[str]


def invent(count: int, length: int) -> list[Words]:
    """Texts whose word frequencies fall as those of prose do."""
    dice = random.Random(1)
    return [[f"w{int(900 * dice.random() ** 3)}" for _ in range(length)] for _ in range(count)]


def ours(texts: Sequence[Words]) -> list[tuple[float | None, ...]]:
    return [(ttr(words), mattr(words), mtld(words), hdd(words)) for words in texts]


def theirs(texts: Sequence[Words]) -> list[tuple[float, ...]]:
    from lexicalrichness import LexicalRichness

    made = [LexicalRichness(words, preprocessor=None, tokenizer=None) for words in texts]
    return [(one.ttr, one.mattr(50), one.mtld(0.72), one.hdd(42)) for one in made]


def seconds(work: Callable[[], object], rounds: int = 5) -> float:
    """The median of a few rounds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def test_lexical_measures(benchmark: Any) -> None:
    """TTR, MATTR, MTLD and HD-D together are at least ten times as fast, with the same digits."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        texts = invent(20, 300)
        slow = seconds(lambda: theirs(texts))
        reference = theirs(texts)
    result = benchmark(ours, texts)
    fast = seconds(lambda: ours(texts))
    for mine, other in zip(result, reference, strict=True):
        assert all(a is not None and abs(a - b) <= 1e-9 * abs(b) for a, b in zip(mine, other, strict=True))
    ratio = slow / fast
    benchmark.extra_info |= {"ratio": round(ratio, 1), "ms_a_note": round(1000 * fast / len(texts), 3)}
    print(f"\nlexical: {1000 * fast / 20:.2f} ms a note, LexicalRichness {1000 * slow / 20:.2f} ms: {ratio:.0f} times")
    assert ratio > 10
