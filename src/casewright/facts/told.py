"""What became of each told fact: told, or what is wrong with the best place that may tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from casewright.facts.candidates import Candidate, by_mention, by_score, by_wording
from casewright.facts.messages import fact_message
from casewright.facts.quantities import amount_kind, same_amount
from casewright.facts.reading import Passage
from casewright.facts.wording import FactWording, hold
from casewright.types import Fact, FactItem, FactState, Mention

__all__ = ["Claims", "Telling", "tell"]

SHARE = 0.6
SURE = 0.8
"""From this share on a clause is about the fact, whatever a mention says: then its polarity counts."""
_RANK: tuple[FactState, ...] = ("told", "wrong_value", "wrong_source", "contradicted", "wrong_subject", "missing")

Claims = Mapping[int, frozenset[int]]
"""By sentence, the words with which told facts are told."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The items, the words they claim, and the facts that some sentence is the verbatim wording of."""

    items: tuple[FactItem, ...]
    claims: Claims
    whole: frozenset[int]
    """Sentences that are, word for word, a told fact's own wording."""


def tell(
    wordings: Sequence[FactWording], passages: Sequence[Passage], verbatim: Mapping[str, Sequence[int]]
) -> Telling:
    """Holds every told fact against the text.

    Args:
        wordings: The told facts with the case's wording of each.
        passages: The report's sentences.
        verbatim: By fact id, the sentences that are its wording word for word.
    """
    whole = frozenset(index for places in verbatim.values() for index in places)
    found = {
        wording.fact.id: _candidates(wording, wordings, passages, frozenset(verbatim.get(wording.fact.id, ())), whole)
        for wording in wordings
    }
    claims = _claims(found, passages, whole)
    items = tuple(_item(wording, wordings, found[wording.fact.id], passages, claims, whole) for wording in wordings)
    return Telling(items, claims, whole)


def _candidates(
    wording: FactWording,
    wordings: Sequence[FactWording],
    passages: Sequence[Passage],
    own: frozenset[int],
    whole: frozenset[int],
) -> list[Candidate]:
    """Every place that may tell a fact; a sentence that is another fact's own wording can only speak for it."""
    rivals = [other for other in wordings if other is not wording and other.fact.concept == wording.fact.concept]
    found: list[Candidate] = []
    for passage in passages:
        index = passage.sentence.index
        if index in own:
            found.append(Candidate("told", index, tuple(range(len(passage.sentence.words)))))
            continue
        found.extend(by_score(wording.fact, passage))
        mentioned = _mentioned(wording, rivals, passage, speak_only=index in whole)
        held = hold(wording, passage.stems) if index not in whole else None
        if held is not None and held.share >= SHARE:
            joined = len({passage.context.segment[place] for place in held.places}) == 1
            worded = by_wording(wording, held, passage)
            if (len(held.pairs) == 1 or not joined) and any(item.state == "contradicted" for item in mentioned):
                worded = None  # one shared word, or words of two clauses, say less than a mention with its context
            sure = held.share >= SURE and joined
            mentioned = [item for item in mentioned if not (sure and _overruled(item, worded))]
            found.extend([_doubted(worded, sure=sure)] if worded else [])
        found.extend(mentioned)
    return [_with_value_nearby(wording.fact, item, passages, whole) for item in found]


def _overruled(mentioned: Candidate, worded: Candidate | None) -> bool:
    """Whether nearly all words of the fact stand here, turned round, where a mention sees nothing wrong."""
    return worded is not None and mentioned.state == "told" and worded.state in ("contradicted", "wrong_subject")


def _doubted(worded: Candidate, *, sure: bool) -> Candidate:
    """A turned polarity is held against what other places tell only where nearly all words of the fact stand, in one
    clause."""
    return replace(worded, why="") if worded.why == "flipped" and not sure else worded


def _mentioned(
    wording: FactWording, rivals: Sequence[FactWording], passage: Passage, *, speak_only: bool
) -> list[Candidate]:
    found: list[Candidate] = []
    for mention in passage.mentions:
        if mention.concept != wording.fact.concept:
            continue
        candidate = by_mention(wording, mention, passage)
        if candidate is None or (speak_only and candidate.state != "told"):
            continue
        if candidate.state == "told" or not _is_anothers(rivals, mention, passage):
            found.append(replace(candidate, borrowed=speak_only))
    return found


def _is_anothers(rivals: Sequence[FactWording], mention: Mention, passage: Passage) -> bool:
    """Whether the mention tells another fact of the same concept: the mother's, an earlier one, another source's."""
    told = (by_mention(other, mention, passage) for other in rivals)
    return any(candidate is not None and candidate.state == "told" for candidate in told)


def _with_value_nearby(
    fact: Fact, candidate: Candidate, passages: Sequence[Passage], whole: frozenset[int]
) -> Candidate:
    """A value may stand in the next sentence, if this one has none of its kind."""
    if candidate.why != "quantity" or fact.quantity is None:
        return candidate
    kind = amount_kind(fact.quantity)
    if any(amount.kind == kind for amount in passages[candidate.index].amounts):
        return candidate
    behind = [item for item in passages[candidate.index + 1 : candidate.index + 2] if item.sentence.index not in whole]
    near = [amount for passage in behind for amount in passage.amounts if amount.kind == kind and not amount.vague]
    told = bool(near) and same_amount(near[0].quantity, fact.quantity)
    return replace(candidate, state="told", why="") if told else candidate


def _claims(found: Mapping[str, Sequence[Candidate]], passages: Sequence[Passage], whole: frozenset[int]) -> Claims:
    claims: dict[int, set[int]] = defaultdict(set)
    for index in whole:
        claims[index].update(range(len(passages[index].sentence.words)))
    for candidates in found.values():
        for candidate in candidates:
            if candidate.state in ("told", "wrong_value", "wrong_source"):
                claims[candidate.index].update(candidate.places)
    return {index: frozenset(places) for index, places in claims.items()}


def _item(
    wording: FactWording,
    wordings: Sequence[FactWording],
    candidates: Sequence[Candidate],
    passages: Sequence[Passage],
    claims: Claims,
    whole: frozenset[int],
) -> FactItem:
    best = min(candidates, key=_rank, default=None)
    if best is not None and best.state == "told":
        told = whole | {item.index for item in candidates if item.state == "told"}
        turned = (
            item
            for item in candidates
            if item.why == "flipped"
            and item.index not in told
            and not claims.get(item.index, frozenset()) >= {*item.places}
        )
        best = _denied_elsewhere(wording, wordings, passages, claims, told) or next(turned, best)
    if best is None:
        return FactItem(wording.fact.id, "missing", message=fact_message(wording.fact, "missing"))
    sentence = passages[best.index].sentence
    return FactItem(
        wording.fact.id, best.state, sentence.start, sentence.end, fact_message(wording.fact, best.state, best.why)
    )


def _denied_elsewhere(
    wording: FactWording,
    wordings: Sequence[FactWording],
    passages: Sequence[Passage],
    claims: Claims,
    told: frozenset[int],
) -> Candidate | None:
    """A second place that says the opposite of a told fact, which no fact of the case accounts for."""
    rivals = [other for other in wordings if other is not wording and other.fact.concept == wording.fact.concept]
    for passage in passages:
        index = passage.sentence.index
        for mention in passage.mentions if index not in told else ():
            if mention.concept != wording.fact.concept or not _same_time(wording.fact, mention):
                continue
            candidate = by_mention(wording, mention, passage)
            if candidate is None or candidate.state != "contradicted" or mention.status == "unknown":
                continue
            if set(candidate.places) <= claims.get(index, frozenset()) or _is_anothers(rivals, mention, passage):
                continue
            return candidate
    return None


def _rank(candidate: Candidate) -> int:
    return len(_RANK) - 1 if candidate.borrowed else _RANK.index(candidate.state)


def _same_time(fact: Fact, mention: Mention) -> bool:
    return mention.time == fact.time or "lifetime" in (mention.time, fact.time)
