"""Which concept a quantity belongs to: the nearest that takes one of its kind, and the list that this stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from casewright.rubrics.matching.numbers import Number, read_number
from casewright.rubrics.matching.quantities import Amount, quantities
from casewright.rubrics.matching.sentence import Hit, Sentence
from casewright.types import Quantity
from casewright.vocabulary.concepts import QuantityKind, concept

__all__ = ["attached"]

JOINT_COST, WALL_COST = 8, 40
FAR = 30
"""Words from which on a quantity belongs to nothing here."""
POINTS_REACH = 8
"""Words between a scale and its points."""


def attached(sentence: Sentence) -> Mapping[int, Amount]:
    """Amounts by the place of their hit in ``sentence.hits``."""
    found = {place: points for place, points in _by_hit(sentence, _points) if points is not None}
    owned = [(amount, _owner(sentence, amount)) for amount in _free(sentence, list(found.values()))]
    for amount, owner in owned:
        if owner is not None:
            found.setdefault(owner, amount)
    for amount, owner in owned:
        for place in _sharers(sentence, amount, owner):
            found.setdefault(place, amount)
    for place, count in _by_hit(sentence, _count):
        if count is not None:
            found.setdefault(place, count)
    return found


def _by_hit(sentence: Sentence, read: Callable[[Sentence, Hit], Amount | None]) -> Iterator[tuple[int, Amount | None]]:
    return ((place, read(sentence, hit)) for place, hit in enumerate(sentence.hits))


def _free(sentence: Sentence, taken: Sequence[Amount]) -> Iterator[Amount]:
    """Quantities whose words are no scale's points."""
    for amount in quantities(sentence.words, sentence.start, sentence.stop, sentence.lexicon):
        if not any(other.start < amount.end and amount.start < other.end for other in taken):
            yield amount


def _takes(hit: Hit, kind: QuantityKind) -> bool:
    return kind in concept(hit.concept).quantity


def _owner(sentence: Sentence, amount: Amount) -> int | None:
    """The place of the hit that a quantity belongs to."""
    costs = [(_cost(sentence, amount, hit), place) for place, hit in enumerate(sentence.hits)]
    fitting = [(cost, place) for cost, place in costs if _fits(sentence.hits[place], amount) and cost < FAR]
    if not fitting:
        return None
    cost, owner = min(fitting)
    if amount.kind == "duration" and any(other + JOINT_COST <= cost for other, _ in costs):
        return None  # it lasts something nearer that we don't measure: "married for ten years, low mood"
    return owner


def _sharers(sentence: Sentence, amount: Amount, owner: int | None) -> Iterator[int]:
    if owner is None:
        return
    near = _cost(sentence, amount, sentence.hits[owner])
    for place, hit in enumerate(sentence.hits):
        if place != owner and _fits(hit, amount):
            same = _cost(sentence, amount, hit) == near < FAR  # two concepts in the same words
            if same or _shares(sentence, amount, owner, place):
                yield place


def _fits(hit: Hit, amount: Amount) -> bool:
    if amount.ahead and concept(hit.concept).category != "treatment":
        return False
    return _takes(hit, amount.kind)


def _apart(sentence: Sentence, amount: Amount, hit: Hit) -> bool:
    """Whether a comma keeps a dose from a drug, or a clause of its own a duration from what it doesn't speak of."""
    first, last = (hit.end, amount.start) if hit.end <= amount.start else (amount.end, hit.start)
    joints = [joint for joint in sentence.joints if first <= joint < last]
    if amount.kind == "dose":
        return any(joint != hit.end for joint in joints)
    verbs = sentence.lexicon.words("verbs")
    fronted = hit.start >= amount.end and not verbs.intersection(sentence.words[sentence.start : amount.start])
    return not fronted and any(sentence.opens_clause(joint, last) for joint in joints)


def _cost(sentence: Sentence, amount: Amount, hit: Hit) -> int:
    if hit.start < amount.end and amount.start < hit.end:
        return 0
    first, last = (hit.end, amount.start) if hit.end <= amount.start else (amount.end, hit.start)
    joints = sum(first <= joint < last for joint in sentence.joints)
    walls = sum(first <= wall < last for wall in sentence.walls) + _apart(sentence, amount, hit)
    return last - first + JOINT_COST * joints + WALL_COST * walls


def _shares(sentence: Sentence, amount: Amount, owner: int, other: int) -> bool:
    """Whether another concept stands in the owner's list: *low mood, fatigue and anhedonia for two months*."""
    if amount.kind != "duration" or amount.ago:
        return False
    one, two = sentence.hits[owner], sentence.hits[other]
    if concept(one.concept).category != concept(two.concept).category:
        return False
    first, last = sorted((one.start, two.start))
    joints = [joint for joint in sentence.joints if first <= joint < last]
    walls = any(first <= wall < last for wall in sentence.walls)
    return not walls and not any(sentence.opens_clause(joint, last) for joint in joints)


def _points(sentence: Sentence, hit: Hit) -> Amount | None:
    """The points of a scale: *PHQ-9 of 16*, *PHQ-9: 16/27*, *scored 16 on the PHQ-9*."""
    if not _takes(hit, "points"):
        return None
    return _points_after(sentence, hit) or _points_before(sentence, hit)


def _points_after(sentence: Sentence, hit: Hit) -> Amount | None:
    for at in range(hit.end, min(sentence.stop, hit.end + POINTS_REACH)):
        word = sentence.words[at]
        if word[0].isdigit():
            return _as_points(sentence, at)
        if word not in sentence.lexicon.words("scores"):
            return _as_points(sentence, at)
    return None


def _points_before(sentence: Sentence, hit: Hit) -> Amount | None:
    for at in range(hit.start - 1, max(sentence.start, hit.start - POINTS_REACH) - 1, -1):
        word = sentence.words[at]
        if word[0].isdigit() and at - 1 >= sentence.start and sentence.words[at - 1] == "/":
            continue
        if word[0].isdigit():
            return _as_points(sentence, at)
        if word not in sentence.lexicon.words("scores") and word != "/":
            return _as_points(sentence, at)
    return None


def _as_points(sentence: Sentence, at: int) -> Amount | None:
    number = read_number(sentence.words, at, sentence.stop, sentence.lexicon)
    if number is None or number.article:
        return None
    return Amount("points", Quantity(number.value, "points"), number.start, number.end)


def _count(sentence: Sentence, hit: Hit) -> Amount | None:
    """*two previous admissions*: a number at most two words before, or a word of the concept's own."""
    if not _takes(hit, "count"):
        return None
    for at in (*range(hit.start - 1, max(sentence.start, hit.start - 3) - 1, -1), *range(hit.start, hit.end)):
        number = read_number(sentence.words, at, sentence.stop, sentence.lexicon)
        if number is not None and not number.article and number.end <= hit.end and number.value >= 1:
            return _counted(sentence, hit, number)
    return None


def _counted(sentence: Sentence, hit: Hit, number: Number) -> Amount | None:
    """The count, unless something else is counted: *45 years with a history of …*."""
    lexicon = sentence.lexicon
    between = sentence.words[number.end : max(hit.start, number.end)]
    other = any(word in lexicon.values("units") or word in lexicon.words("prepositions") for word in between)
    if other or not all(word[0].isalpha() for word in between):
        return None
    return Amount("count", Quantity(number.value, "times"), number.start, number.end)
