"""What steering remembers of an order: counts, folded in sample by sample in the order's own sequence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from casewright.runs.steering.echoes import Echoes
from casewright.runs.steering.quotas import Strata
from casewright.runs.steering.seen import Seen

__all__ = ["History", "band_of"]

ASKED_IN_VAIN = 3
"""Times that a value is asked for and never drawn before it is taken for one that can't be."""


@dataclass
class History:
    """The samples of an order so far.

    Attributes:
        bands: The age bands that the order's cases are drawn by.
        seen: How many samples of the order were read, those that ended without a record too.
        tried: Samples that the gate decided about.
        passed: Those whose last draft it accepted.
        drafted: Those that had a draft at all.
        blocks: What was wrong with last drafts, by id.
        failed_in_a_row: Samples since the last that passed.
        common: What was wrong with every one of these.
        told: Concepts told in those that passed.
    """

    bands: tuple[str, ...] = ()
    seen: int = 0
    tried: int = 0
    passed: int = 0
    drafted: int = 0
    blocks: Counter[str] = field(default_factory=Counter)
    failed_in_a_row: int = 0
    common: frozenset[str] = frozenset()
    told: Counter[str] = field(default_factory=Counter)
    echoes: Echoes = field(default_factory=Echoes)
    _tried: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _passed: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    _met: set[tuple[str, str]] = field(default_factory=set)

    def add(self, sample: Seen) -> None:
        """Folds in the next sample."""
        traits = dict(sample.traits)
        if sample.age is not None and (band := band_of(sample.age, self.bands)):
            traits["age"] = band
        self.tried += 1
        self.drafted += sample.drafted
        for trait, value in traits.items():
            self._tried[trait][value] += 1
            self._passed[trait][value] += sample.passed
        if traits:
            self._asked.update(sample.asked.items())
            self._met.update(item for item in sample.asked.items() if traits.get(item[0]) == item[1])
        if sample.passed:
            self._add_passed(sample, traits)
        else:
            self._add_failed(sample)

    def strata(self, trait: str) -> Strata:
        """What became of the samples by the values of a trait."""
        return Strata(dict(self._tried[trait]), dict(self._passed[trait]))

    def can_be_asked(self, trait: str, value: str) -> bool:
        """Whether a value was drawn when it was asked for, or not asked for often enough to tell."""
        return (trait, value) in self._met or self._asked[trait, value] < ASKED_IN_VAIN

    def _add_passed(self, sample: Seen, traits: dict[str, str]) -> None:
        self.passed += 1
        self.failed_in_a_row, self.common = 0, frozenset()
        self.told.update(set(sample.told))
        self.echoes.add(sample.text, traits)

    def _add_failed(self, sample: Seen) -> None:
        self.blocks.update(sample.blocks)
        self.common = sample.blocks if not self.failed_in_a_row else self.common & sample.blocks
        self.failed_in_a_row += 1


def band_of(age: int, bands: Iterable[str]) -> str | None:
    """The first band that holds an age."""
    for band in bands:
        low, _, high = band.partition("-")
        if int(low) <= age <= int(high):
            return band
    return None
