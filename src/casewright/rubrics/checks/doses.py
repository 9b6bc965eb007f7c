"""Doses held against the label: beyond it is off label, far beyond it a slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casewright.rubrics.checks.phrases import phrases, read_table
from casewright.rubrics.checks.reading import Line, Reading, derived
from casewright.rubrics.matching.lexicon import lexicon
from casewright.rubrics.matching.quantities import Amount, quantities
from casewright.types import Mention, Quantity

__all__ = ["dose_faults", "impossible_doses", "off_label_doses"]

FILE = "doses.yaml"
TIMES = {"twice": 2, "thrice": 3, "four": 4}
REACH = 6
"""Words between a drug and its dose, and behind a dose to how often it is taken."""


@dataclass(frozen=True, slots=True)
class _Dose:
    mention: Mention
    line: Line
    daily: float


def dose_faults(drug: str, daily: float) -> tuple[str, ...]:
    """What is wrong with a dose: the concepts of this module that hold of so many mg a day, none for other drugs."""
    table = read_table(FILE)
    entry = table["drugs"].get(drug)
    if entry is None:
        return ()
    depot = entry.get("depot", 0)
    limits = {
        "impossible-dose": max(table["impossible"] * entry["max"], 2 * depot),
        "off-label-dose": max(entry["max"], depot),
    }
    return tuple(name for name, limit in limits.items() if daily > limit)


def impossible_doses(reading: Reading) -> Iterator[Mention]:
    """Doses that nobody prescribes, of one intake or of a day."""
    return (_told("impossible-dose", dose) for dose in _doses(reading))


def off_label_doses(reading: Reading) -> Iterator[Mention]:
    """Doses a day above the highest of the label; what a depot may hold is not held against it."""
    return (_told("off-label-dose", dose) for dose in _doses(reading))


def _told(concept: str, dose: _Dose) -> Mention:
    first, last = dose.line.place(dose.mention)
    wrong = concept in dose_faults(dose.mention.concept, dose.daily)
    return derived(concept, dose.line, first, last, wrong=wrong, quantity=Quantity(dose.daily, "mg"))


def _doses(reading: Reading) -> Iterator[_Dose]:
    words = phrases(FILE, reading.language)
    for mention in reading.mentions:
        if (
            mention.quantity is None
            or mention.quantity.unit != "mg"
            or mention.concept not in read_table(FILE)["drugs"]
        ):
            continue
        line = reading.line(mention)
        if line is None or any(words.stands(near, "not-prescribed") for near in reading.near(line)):
            continue
        amount = _amount(reading, line, mention, mention.quantity.value)
        if amount is not None:
            times = _times(reading, line, amount)
            if times:
                yield _Dose(mention, line, mention.quantity.value * times)


def _amount(reading: Reading, line: Line, mention: Mention, value: float) -> Amount | None:
    """The words of a mention's dose: behind the drug, or right before it; farther off it may be another's."""
    first, last = line.place(mention)
    found = quantities(line.words, 0, len(line.words), lexicon(reading.language))
    same = [item for item in found if item.kind == "dose" and item.quantity.value == value]
    near = [item for item in same if last <= item.start < last + REACH or first - 1 <= item.end <= first]
    return min(near, key=lambda item: (item.start < last, item.start), default=None)


def _times(reading: Reading, line: Line, amount: Amount) -> int:
    """How often a day, once where nothing is said, never where the dose goes by weight or volume."""
    least = 1
    for name, first, _ in phrases(FILE, reading.language).find(line, "by-weight", *TIMES):
        if name == "by-weight" and first == amount.end:
            return 0
        if name in TIMES and amount.end <= first < amount.end + REACH and not _another(line, amount.end, first):
            least = TIMES[name]
    return least


def _another(line: Line, start: int, stop: int) -> bool:
    """Whether a sentence has gone on to something else, another drug's dose as a rule."""
    return any(word in (",", ";", "and", "y", "mg") for word in line.words[start:stop])
