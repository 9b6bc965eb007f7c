"""Writers whose faults are known: they tell the case by the parrot and plant a known defect now and then."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from casewright.agents.parrot import ParrotWriter
from casewright.agents.protocol import Brief, Writer
from casewright.exams.bases import Base
from casewright.exams.operators import OPERATORS
from casewright.hashing import content_hash
from casewright.types import Report

__all__ = ["Blinded", "FaultyWriter", "Planted", "spoil"]

WITHOUT_CORPUS = frozenset({"copied-span"})
"""Nothing here has a reference corpus to copy from."""

ANOTHER = 1_000_003
"""Between the seeds of two drafts of one case."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A draft's truth: the operator whose defect it holds (``None`` if none), and the same text without it."""

    operator: str | None
    sound: Report


@dataclass(frozen=True)
class FaultyWriter:
    """Plants a defect in a new draft with probability ``faults``; told of it, mends it with probability ``mends``.

    A repair that fails leaves the draft as it is; one that succeeds plants nothing new. A sound draft that is sent
    back is told in other words. Everything is a function of the case, the attempt and the seed.
    """

    faults: float
    mends: float
    seed: int = 0
    planted: dict[str, Planted] = field(default_factory=dict, compare=False)
    """Every draft ever made, by its text: the truth that nobody in the loop sees."""

    @property
    def name(self) -> str:
        return f"scripted, {self.faults:.0%} faulty"

    @property
    def fingerprint(self) -> str:
        return content_hash(["faulty", self.faults, self.mends, self.seed, sorted(OPERATORS)])

    async def write(self, brief: Brief) -> Report:
        """A new draft, or a repair of the one before."""
        before = self.planted.get(brief.previous.text) if brief.previous else None
        case = brief.case
        dice = Random(content_hash([self.seed, case.id, case.seed, brief.attempt, before is not None]))
        if before is not None and before.operator is not None:
            mended = dice.random() < self.mends
            return self._note(before.sound, None, before.sound) if mended else brief.previous  # type: ignore[return-value]
        sound = await ParrotWriter().write(brief)
        if before is not None or dice.random() >= self.faults:
            return self._note(sound, None, sound)
        return await self._spoilt(brief, sound, dice)

    async def _spoilt(self, brief: Brief, sound: Report, dice: Random) -> Report:
        """The first defect that applies, in an order thrown anew for every draft."""
        names = sorted(set(OPERATORS) - WITHOUT_CORPUS)
        for name in dice.sample(names, len(names)):
            made = await spoil(name, brief, sound, dice.randrange(2**31))
            if made is not None and made.text != sound.text:
                return self._note(made, name, sound)
        raise AssertionError(f"no defect applies to {brief.case.id!r}")

    def _note(self, report: Report, operator: str | None, sound: Report) -> Report:
        self.planted[report.text] = Planted(operator, sound)
        return report


async def spoil(name: str, brief: Brief, sound: Report, seed: int) -> Report | None:
    """The parrot's text with one defect and otherwise its own words; ``None`` where the operator doesn't apply.

    The operator edits the text, as one that somebody wrote. Where it finds nothing to edit, the parrot tells the facts
    that it would have the text tell: operators tell composed texts anew in words of their own, which a check could
    notice instead of the defect.
    """
    told = replace(brief.case, facts=tuple(fact for fact in brief.case.facts if fact.told))
    base = Base(told.id, told, sound, "golden")
    edited = OPERATORS[name](base, seed)
    if edited is not None:
        return edited.report if edited.judged_as is None else None
    retold = OPERATORS[name](replace(base, origin="composed"), seed)
    if retold is None or retold.facts is None or retold.judged_as is not None:
        return None
    return await ParrotWriter().write(replace(brief, case=replace(told, facts=retold.facts)))


@dataclass(frozen=True)
class Blinded:
    """Hides the draft before and what failed in it, so that every attempt is a first one under another seed."""

    inner: Writer

    @property
    def name(self) -> str:
        return f"{self.inner.name}, told nothing"

    @property
    def fingerprint(self) -> str:
        return f"blinded:{self.inner.fingerprint}"

    async def write(self, brief: Brief) -> Report:
        """A new draft of the same facts."""
        again = replace(brief.case, seed=brief.case.seed + ANOTHER * (brief.attempt - 1))
        return await self.inner.write(Brief(again, 1))
