"""Whether a told fact's time, severity and quantity stand in the text beside it."""

from __future__ import annotations

from collections.abc import Sequence

from casewright.facts.quantities import Amount, amount_kind, same_amount
from casewright.facts.reading import Passage
from casewright.facts.wording import FactWording
from casewright.types import Fact, Mention

__all__ = ["nearest", "value_state"]


def value_state(wording: FactWording, passage: Passage, places: Sequence[int], mention: Mention | None) -> str:
    """Why the value differs (time, severity or quantity), or an empty string."""
    fact = wording.fact
    if _time_differs(wording, passage, places):
        return "time"
    if _severity_differs(wording, passage, places, mention):
        return "severity"
    if fact.quantity is not None and not _quantity_told(fact, passage, places, mention):
        return "quantity"
    return ""


def _time_differs(wording: FactWording, passage: Passage, places: Sequence[int]) -> bool:
    """Only where the text says the opposite in words that no wording of the fact has."""
    fact, context = wording.fact, passage.context
    own_past = any(phrasing.context.past for phrasing in wording.phrasings)
    own_now = any(phrasing.context.now for phrasing in wording.phrasings)
    if fact.time == "past":
        return bool(context.now) and not context.past and not own_now
    beside = any(0 <= min(places) - last <= 2 for last in context.past)
    return fact.time == "current" and beside and not context.now and not own_past


def _severity_differs(wording: FactWording, passage: Passage, places: Sequence[int], mention: Mention | None) -> bool:
    """A severity beside the fact that it doesn't have, in words that none of its wordings has."""
    worded = {name for phrasing in wording.phrasings for _, name, _ in phrasing.context.severities}
    own = {wording.fact.severity} if wording.fact.severity is not None else worded
    near = passage.context.severities_near(places)
    if mention is not None and mention.severity is not None and wording.fact.severity is None:
        near = near & {mention.severity}
    return bool(near) and not near & own


def _quantity_told(fact: Fact, passage: Passage, places: Sequence[int], mention: Mention | None) -> bool:
    wanted = fact.quantity
    if wanted is None or (
        mention is not None and mention.quantity is not None and same_amount(mention.quantity, wanted)
    ):
        return True
    kind = amount_kind(wanted)
    here = [amount for amount in passage.amounts if amount.kind == kind]
    if kind == "count":
        here = [amount for amount in here if not amount.vague or _counts(amount, places)]
    if kind == "count" and wanted.value == 1 and not here:
        return True
    right = [amount for amount in here if same_amount(amount.quantity, wanted)]
    if not right:
        return False
    claimed = {(amount.first, amount.last) for amount in right}
    return len({(amount.first, amount.last) for amount in here}) == 1 or nearest(here, places) in claimed


def _counts(amount: Amount, places: Sequence[int]) -> bool:
    """Whether a bare number stands right before what it counts, or among its words."""
    return any(-1 <= place - amount.last <= 3 for place in places)


def nearest(amounts: Sequence[Amount], places: Sequence[int]) -> tuple[int, int]:
    """The amount nearest to these words; one that follows is nearer than one before."""

    def distance(amount: Amount) -> int:
        after = amount.first - max(places)
        return after if after > 0 else (min(places) - amount.last + 3 if amount.last <= min(places) else 0)

    best = min(amounts, key=distance)
    return best.first, best.last
