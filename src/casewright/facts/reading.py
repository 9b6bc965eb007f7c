"""A report as the fact check sees it: sentences with their context, amounts, scores and mentions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casewright.facts.context import Context, read_context
from casewright.facts.quantities import Amount, find_amounts
from casewright.facts.scales import Score, find_scores
from casewright.facts.sentences import Sentence, read_sentences
from casewright.facts.wording import sentence_stems
from casewright.types import Language, Mention, Quantity, Report

__all__ = ["Passage", "read_passages"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence with everything that was read from it."""

    sentence: Sentence
    context: Context
    stems: Mapping[str, Sequence[int]]
    amounts: tuple[Amount, ...]
    scores: tuple[Score, ...]
    mentions: tuple[Mention, ...]

    def places(self, mention: Mention) -> tuple[int, ...]:
        """The word indexes that a mention covers."""
        words = self.sentence.words
        return tuple(i for i, word in enumerate(words) if word.start < mention.end and word.end > mention.start)


def read_passages(report: Report, mentions: Sequence[Mention], language: Language) -> tuple[Passage, ...]:
    """Reads every sentence of a report once."""
    sentences = read_sentences(report)
    starts = [sentence.start for sentence in sentences]
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(bisect_right(starts, mention.start) - 1, []).append(mention)
    return tuple(_passage(sentence, tuple(by_sentence.get(sentence.index, ())), language) for sentence in sentences)


def _passage(sentence: Sentence, mentions: tuple[Mention, ...], language: Language) -> Passage:
    scores = find_scores(sentence, language)
    return Passage(
        sentence,
        read_context(sentence, language),
        sentence_stems(sentence, language),
        _amounts(sentence, scores, language),
        scores,
        mentions,
    )


def _amounts(sentence: Sentence, scores: Sequence[Score], language: Language) -> tuple[Amount, ...]:
    """Amounts of a sentence, scores counted as points and the digits in a scale's name left out."""
    taken = {i for score in scores for i in range(score.first, score.end)}
    plain = [
        amount for amount in find_amounts(sentence.words, language) if not taken & set(range(amount.first, amount.last))
    ]
    points = [
        Amount(Quantity(score.value, "points"), "points", score.first, score.end)
        for score in scores
        if score.value is not None
    ]
    return tuple(sorted([*plain, *points], key=lambda amount: amount.first))
