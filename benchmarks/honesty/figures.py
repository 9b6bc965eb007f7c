"""Shares with their intervals, and diversity of sets at equal size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from benchmarks.honesty.loops import first_draft, passed
from benchmarks.honesty.writers import Planted

from casewright.certificates import Rate
from casewright.measures.diversity import NoveltyTable
from casewright.measures.diversity.lexical import mtld
from casewright.measures.rates import rate
from casewright.measures.words import token_keys
from casewright.types import Record

__all__ = ["Diversity", "Loop", "accept_all", "diversity", "gated", "shown"]

GRAM = 3


@dataclass(frozen=True, slots=True)
class Loop:
    """What came out of one loop: ``faulty`` among accepted, by construction; ``by`` operator."""

    name: str
    first: Rate
    final: Rate
    faulty: Rate
    drafts: int
    texts: tuple[str, ...]
    by: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Diversity:
    """Median MTLD of a report; distinct 3-grams over all, and mean novelty, over so many reports."""

    n: int
    mtld: float
    distinct: float
    novelty: float


def accept_all(records: Sequence[Record], planted: Mapping[str, Planted]) -> Loop:
    """No gate: every first draft counts."""
    texts = [text for record in records if (text := first_draft(record)) is not None]
    everything = rate(len(texts), len(records))
    return _loop("accept all", everything, everything, texts, planted, len(texts))


def gated(name: str, records: Sequence[Record], planted: Mapping[str, Planted]) -> Loop:
    """What a gate let through, at the first attempt and in the end."""
    through = [record for record in records if passed(record)]
    first = rate(sum(record.attempts == 1 for record in through), len(records))
    drafts = sum(len(record.history) + 1 for record in records)
    texts = [record.text or "" for record in through]
    return _loop(name, first, rate(len(through), len(records)), texts, planted, drafts)


def _loop(
    name: str, first: Rate, final: Rate, texts: Sequence[str], planted: Mapping[str, Planted], drafts: int
) -> Loop:
    faults = [fault for text in texts if (fault := planted[text].operator) is not None]
    return Loop(name, first, final, rate(len(faults), len(texts)), drafts, tuple(texts), Counter(faults))


def diversity(texts: Sequence[str], n: int) -> Diversity:
    """Of the first ``n`` texts: the measures of sets fall with size, so sets are compared at the same."""
    chosen = texts[:n]
    keys = [token_keys(text) for text in chosen]
    grams = [tuple(one[i : i + GRAM]) for one in keys for i in range(len(one) - GRAM + 1)]
    table, novelty = NoveltyTable(), []
    for number, text in enumerate(chosen):
        novelty.append(table.novelty(text))
        table.add(str(number), text)
    lengths = [found for one in keys if (found := mtld(one)) is not None]
    return Diversity(len(chosen), median(lengths), len(set(grams)) / len(grams), fmean(novelty))


def shown(found: Rate) -> str:
    """A share with its interval and its counts."""
    if found.rate is None or found.low is None or found.high is None:
        return "none"
    return f"{found.rate:.2f} [{found.low:.2f}, {found.high:.2f}] ({found.hits} of {found.n})"


def total(loops: Iterable[Loop]) -> Counter[str]:
    """Faults let through by operator, over several loops."""
    found: Counter[str] = Counter()
    for loop in loops:
        found.update(loop.by)
    return found
