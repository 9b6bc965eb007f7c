"""The diversity measures against what one would use instead, in CPU time of one run: ratios, and how they grow.

Invented texts follow Zipf's law; real ones are the development data's transcription samples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from benchmarks.diversity.corpora import LENGTH, Words, invented, real_texts, real_tokens, real_words
from benchmarks.diversity.peers import lexicalrichness, nltk_self_bleu
from benchmarks.diversity.timing import cpu, exponent

from casewright.measures.diversity.compression import compression_ratio
from casewright.measures.diversity.distinct import distinct_n
from casewright.measures.diversity.lexical import Lexical, hdd, mattr, measure_words, mtld, ttr
from casewright.measures.diversity.loops import describe_loop, self_repetition
from casewright.measures.diversity.readability import measure_readability
from casewright.measures.diversity.self_bleu import SelfBleuTable
from casewright.measures.diversity.sentences import describe_sentences
from casewright.measures.words import list_words, token_keys

Say = Callable[[str], None]

LEXICAL_TIMES, LEXICAL_SECONDS = 80, 5.0
BLEU_TIMES: Mapping[int, int] = {80: 100, 1000: 1000}
GROWTH = 1.15
SIZES = (250, 500, 1000, 2000, 4000)
NLTK_SIZES = (80, 120)

ONES = (ttr, mattr, mtld, hdd)
ROUNDS = 30
"""Of what takes milliseconds, so that one of them has the processor to itself."""

corpora = pytest.mark.parametrize("corpus", ["invented", "real"])


def ours(texts: Sequence[Words]) -> list[Lexical]:
    return list(map(measure_words, texts))


def each_of(measure: Callable[[Any], object], inputs: Iterable[object]) -> list[object]:
    return [measure(one) for one in inputs]


def self_bleu(texts: Sequence[Words]) -> SelfBleuTable:
    table = SelfBleuTable()
    table.add_all((str(i), text) for i, text in enumerate(texts))
    table.mean()
    return table


@corpora
def test_lexical_measures(benchmark: Any, say: Say, corpus: str) -> None:
    """TTR, MATTR, MTLD and HD-D together are at least 80 times as fast as LexicalRichness, with the same digits."""
    texts = (invented(40) if corpus == "invented" else real_words())[:40]
    lexicalrichness(texts[:1])
    slow = cpu(partial(lexicalrichness, texts))
    benchmark(ours, texts)
    fast = cpu(partial(ours, texts), ROUNDS)
    for mine, other in zip(ours(texts), lexicalrichness(texts), strict=True):
        assert (mine.ttr, mine.mattr, mine.mtld, mine.hdd) == pytest.approx(other, rel=1e-9)
    ratio, each = slow / fast, 1000 / len(texts)
    benchmark.extra_info |= {"ratio": round(ratio, 1), "ms_a_note": round(fast * each, 3)}
    parts = ", ".join(f"{one.__name__} {cpu(partial(each_of, one, texts), ROUNDS) * each:.3f}" for one in ONES)
    say(
        f"lexical, {corpus}, {len(texts)} notes of {LENGTH} words: {fast * each:.3f} ms a note (one by one: {parts}); "
        f"LexicalRichness {slow * each:.1f} ms: {ratio:.0f} times"
    )
    assert ratio >= LEXICAL_TIMES


def test_ten_thousand_notes(say: Say) -> None:
    """The four lexical measures of 10,000 notes of 300 words take at most five seconds of CPU."""
    seconds = cpu(partial(ours, invented(10_000)), 1)
    say(f"lexical, 10,000 invented notes of {LENGTH} words: {seconds:.2f} s CPU")
    assert seconds <= LEXICAL_SECONDS


@corpora
def test_self_bleu(say: Say, corpus: str) -> None:
    """Self-BLEU-1 to 4 at 80 and 1,000 notes, nltk at 1,000 extrapolated; every score as nltk's."""
    texts = invented(1000) if corpus == "invented" else real_tokens()[:1000]
    theirs = {size: cpu(partial(nltk_self_bleu, texts[:size]), 1) for size in NLTK_SIZES}
    a_pair = theirs[NLTK_SIZES[-1]] / NLTK_SIZES[-1] ** 2
    table = self_bleu(texts[:40])
    for mine, other in zip(table.self_bleu().values(), nltk_self_bleu(texts[:40]), strict=True):
        assert mine == pytest.approx(other, abs=1e-12)
    for size, times in BLEU_TIMES.items():
        fast = cpu(partial(self_bleu, texts[:size]))
        slow = theirs.get(size, a_pair * size**2)
        how = "" if size in theirs else f" extrapolated from {NLTK_SIZES[-1]} by n²"
        say(f"Self-BLEU, {corpus}, {size} notes: {fast:.3f} s, nltk {slow:.1f} s{how}: {slow / fast:.0f} times")
        assert slow / fast >= times
    say(f"nltk's growth from {NLTK_SIZES[0]} to {NLTK_SIZES[-1]} {corpus} notes: n^{exponent(theirs):.2f}")


def test_self_bleu_grows_with_the_set(say: Say) -> None:
    """Time grows about as the set does; scoring one more text takes no longer beside 4,000 than beside 250."""
    texts, more = invented(SIZES[-1]), invented(50, seed=2)
    taken = {size: cpu(partial(self_bleu, texts[:size])) for size in SIZES}
    growth = exponent(taken)
    tables = {size: self_bleu(texts[:size]) for size in (SIZES[0], SIZES[-1])}
    counting = cpu(partial(tables[SIZES[-1]].score, more[0]), 1) / SIZES[-1]
    small, large = (1000 * cpu(partial(each_of, one.score, more), ROUNDS) / len(more) for one in tables.values())
    kept = tables[SIZES[-1]].nbytes / SIZES[-1] / 1000
    say(
        f"Self-BLEU of {SIZES[0]} to {SIZES[-1]} notes: "
        + ", ".join(f"{seconds:.2f}" for seconds in taken.values())
        + f" s, n^{growth:.2f}; a candidate {small:.2f} ms beside {SIZES[0]}, "
        f"{large:.2f} ms beside {SIZES[-1]}; keeping a note for that costs {1000 * counting:.2f} ms and {kept:.0f} kB"
    )
    assert growth <= GROWTH
    assert large <= 2 * small


def test_what_a_report_costs(say: Say) -> None:
    """The stages of a report's measures, in milliseconds a real note; textstat, most of it, is printed apart."""
    texts = [text for text in real_texts() if 250 <= len(list_words(text)) <= 350][:60]
    words, keys = list(map(list_words, texts)), list(map(token_keys, texts))
    readability = ms(lambda text: measure_readability(text, "en"), texts)
    stages = {
        "words": ms(list_words, texts),
        "tokens": ms(token_keys, texts),
        "lexical": ms(measure_words, words),
        "distinct-2": ms(lambda one: distinct_n(one, 2), words),
        "self-repetition": ms(self_repetition, keys),
        "compression": ms(compression_ratio, texts),
        "sentences": ms(describe_sentences, texts),
    }
    listed = ", ".join(f"{name} {taken:.3f}" for name, taken in stages.items())
    say(
        f"a report's measures, {len(texts)} notes of about {LENGTH} words: {sum(stages.values()):.2f} ms ({listed}); "
        f"loops {ms(describe_loop, texts):.2f} ms; textstat's four formulas {readability:.2f} ms"
    )


def ms(work: Callable[[Any], object], inputs: Sequence[object]) -> float:
    return 1000 * cpu(partial(each_of, work, inputs)) / len(inputs)
