"""Drugs and illnesses without a concept of ours, and amounts that no told fact has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from casewright.facts.cues import Terms, read_yaml
from casewright.facts.messages import say_quantity
from casewright.facts.quantities import Amount, amount_kind, same_amount
from casewright.facts.reading import Passage
from casewright.facts.sentences import read_words
from casewright.facts.told import Telling
from casewright.facts.wording import FactWording
from casewright.types import AddedContent, Quantity

__all__ = ["added_amounts", "added_names"]

_KINDS = {
    "duration": "duration",
    "dose": "dose",
    "points": "score",
    "amount": "dose",
    "change": "change",
    "count": "count",
}


@cache
def _names() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """Kind and English name by folded words."""
    return MappingProxyType({
        tuple(word.fold for word in read_words(name)): (kind, names[0])
        for kind, rows in read_yaml("lexicon.yaml").items()
        for names in rows
        for name in names
    })  # fmt: skip


@cache
def _terms() -> Terms:
    return Terms.build([" ".join(words) for words in _names()])


def added_names(
    passages: Sequence[Passage], wordings: Sequence[FactWording], telling: Telling
) -> Iterator[AddedContent]:
    """Names of the lexicon that stand in no wording of the case, unless a concept was found in their place."""
    own = {fold for wording in wordings for phrasing in wording.phrasings for fold in phrasing.sentence.folds}
    for passage in passages:
        if passage.sentence.index in telling.whole:
            continue
        folds, words = passage.sentence.folds, passage.sentence.words
        for first, last in _terms().spans(folds):
            start, end = words[first].start, words[last - 1].end
            if own.issuperset(folds[first:last]) or any(
                item.start < end and item.end > start for item in passage.mentions
            ):
                continue
            kind, name = _names()[folds[first:last]]
            yield AddedContent(kind, None, start, end, f"added: {name} is not among the facts to tell")


def added_amounts(
    passages: Sequence[Passage], wordings: Sequence[FactWording], telling: Telling, ages: Sequence[tuple[int, int]]
) -> Iterator[AddedContent]:
    """Durations, doses, scores and other amounts that neither a told fact nor its wording has; ages are left out."""
    known = list(_known(wordings))
    for passage in passages:
        if passage.sentence.index in telling.whole:
            continue
        spans: dict[tuple[int, int], list[Amount]] = {}
        for amount in passage.amounts:
            if not amount.vague:
                spans.setdefault((amount.first, amount.last), []).append(amount)
        for (first, last), amounts in spans.items():
            start, end = passage.sentence.words[first].start, passage.sentence.words[last - 1].end
            if _is_known(amounts, known) or any(low < end and high > start for low, high in ages):
                continue
            concept = passage.scores[0].scale.id if amounts[0].kind == "points" and passage.scores else None
            message = f"added: {say_quantity(amounts[0].quantity)} is no {_KINDS[amounts[0].kind]} of the facts to tell"
            yield AddedContent(_KINDS[amounts[0].kind], concept, start, end, message)


def _known(wordings: Sequence[FactWording]) -> Iterator[Quantity]:
    for wording in wordings:
        if wording.fact.quantity is not None:
            yield wording.fact.quantity
        for phrasing in wording.phrasings:
            yield from (amount.quantity for amount in phrasing.amounts)


def _is_known(amounts: Sequence[Amount], known: Sequence[Quantity]) -> bool:
    return any(
        amount_kind(quantity) == amount.kind and same_amount(amount.quantity, quantity)
        for amount in amounts
        for quantity in known
    )
