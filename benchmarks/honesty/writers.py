"""Writers whose faults are known: they tell the case by the parrot and plant a known defect now and then."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from casewright.agents.parrot import ParrotWriter
from casewright.agents.protocol import Brief, Writer
from casewright.exams.bases import Base
from casewright.exams.operators import OPERATORS
from casewright.hashing import content_hash
from casewright.types import Case, Report

__all__ = ["Blinded", "FaultyWriter", "Planted"]

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
        return self._spoilt(case, sound, dice)

    def _spoilt(self, case: Case, sound: Report, dice: Random) -> Report:
        """The first defect that applies, in an order thrown anew for every draft."""
        told = replace(case, facts=tuple(fact for fact in case.facts if fact.told))
        base = Base(f"{case.id}.{dice.randrange(2**31)}", told, sound, "composed")
        names = sorted(set(OPERATORS) - WITHOUT_CORPUS)
        for name in dice.sample(names, len(names)):
            made = OPERATORS[name](base, self.seed)
            if made is not None and made.judged_as is None and made.report.text != sound.text:
                return self._note(made.report, name, sound)
        raise AssertionError(f"no defect applies to {case.id!r}")

    def _note(self, report: Report, operator: str | None, sound: Report) -> Report:
        self.planted[report.text] = Planted(operator, sound)
        return report


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
