"""Lexical measures of single texts, averaged over a side at equal lengths, and one by one for comparing arms"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from casewright.measures.diversity.compression import compression_ratio
from casewright.measures.diversity.distinct import distinct_n
from casewright.measures.diversity.lexical import measure_words
from casewright.measures.diversity.loops import REPEATED, self_repetition
from casewright.measures.diversity.novelty import NoveltyTable
from casewright.measures.diversity.readability import measure_readability
from casewright.measures.diversity.sentences import describe_sentences
from casewright.measures.figure import Figure
from casewright.measures.words import list_words, token_keys
from casewright.runs.distribution.observed import FORMULA
from casewright.runs.set_sources import guarded
from casewright.studies.diversity.bounds import bounded
from casewright.studies.diversity.columns import LEXICAL
from casewright.studies.diversity.equal import Side, Text
from casewright.studies.material import Arm
from casewright.studies.statistics.bootstrap import plain_mean
from casewright.types import Language

__all__ = ["READ", "full_length", "lexical_figures", "likeness"]

READ = 100
"""Texts a side whose readability is taken: it costs more than all else together."""

Values = Mapping[str, float | None]


def lexical_figures(side: Side, language: Language, seed: int) -> Mapping[str, Figure]:
    """Means over the side's texts with their intervals; a text too short for a measure doesn't count in it."""
    with guarded(f"measuring the words of {side.name}"):
        rows = [_measure(one.text, language, read=number < READ) for number, one in enumerate(side.texts)]
    return {column.id: _mean([row.get(column.id) for row in rows], seed) for column in LEXICAL}


def _mean(found: Sequence[float | None], seed: int) -> Figure:
    values = [value for value in found if value is not None]
    return bounded(plain_mean(values, seed=seed)) if values else Figure(None, 0, note="every text is too short")


def _measure(text: str, language: Language, *, read: bool) -> Values:
    words, keys = list_words(text), token_keys(text)
    lexical, sentences = measure_words(words), describe_sentences(text)
    return {
        "words": float(len(words)),
        **{name: getattr(lexical, name) for name in ("ttr", "root_ttr", "mattr", "mtld", "hdd")},
        "distinct_2": distinct_n(words, 2),
        "self_repetition": self_repetition(keys) if len(keys) >= REPEATED else None,
        "compression_ratio": compression_ratio(text),
        "sentence_words": sentences.get("mean"),
        "sentence_spread": sentences.get("sd"),
        "reading_ease": measure_readability(text, language).get(FORMULA[language]) if read else None,
    }


def full_length(arm: Arm) -> Mapping[str, Mapping[str, float]]:
    """MATTR and MTLD of every report delivered, uncut, by case: neither moves with length."""
    found: dict[str, dict[str, list[float]]] = {"mattr": defaultdict(list), "mtld": defaultdict(list)}
    for report in arm.delivered:
        lexical = measure_words(list_words(report.text))
        for name, own in found.items():
            value = getattr(lexical, name)
            if value is not None:
                own[report.pair].append(value)
    return {name: {pair: sum(held) / len(held) for pair, held in own.items()} for name, own in found.items()}


def likeness(texts: Iterable[Text]) -> Mapping[str, float]:
    """By case, the largest 5-gram Jaccard of its report to another one of the same side."""
    held, table, found = list(texts), NoveltyTable(), dict[str, float]()
    for number, one in enumerate(held):
        near, _ = table.nearest(one.text)
        found[str(number)] = near
        table.add(str(number), one.text)
    return _by_pair(held, _backwards(held, found))


def _backwards(held: Sequence[Text], forwards: Mapping[str, float]) -> list[float]:
    """The same with the texts added from the last on: between both, each text has met every other one."""
    table, found = NoveltyTable(), list[float]()
    for number in reversed(range(len(held))):
        near, _ = table.nearest(held[number].text)
        found.append(max(near, forwards[str(number)]))
        table.add(str(number), held[number].text)
    return found[::-1]


def _by_pair(held: Sequence[Text], values: Sequence[float]) -> dict[str, float]:
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for one, value in zip(held, values, strict=True):
        groups[one.pair].append(value)
    return {pair: sum(own) / len(own) for pair, own in groups.items()}
