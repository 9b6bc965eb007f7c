"""A study's findings bound together: what was measured on what, part by part, and what may be said of it"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from casewright.studies.part import Claim, Part

__all__ = ["ArmLine", "Book"]


@dataclass(frozen=True, slots=True)
class ArmLine:
    """How large one arm is.

    Attributes:
        name: As tables name it.
        samples: Every sample, however it ended.
        written: Those with a text.
        passed: Those that the gate let through; ``None`` where nobody judged.
        delivers: Which of the two measures of sets are taken on.
        baseline: Whether it is the parrot writer.
    """

    name: str
    samples: int
    written: int
    passed: int | None
    delivers: Literal["passed", "written"]
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What a report shows. It holds figures and words of ours: never a report's text, nor a real note's.

    Attributes:
        title: Its heading.
        meta: By name, what it was made of and how: when, with which version, on which machine, in what time, the
            seed, the embedder, models by role, the reference and the real notes by name. In the order of reading.
        arms: In the order of every table, the parrot last.
        parts: In the order of the registry.
        claims: What can and can't be said, over all parts.
        not_assessed: What the report as a whole could not look at, in sentences that say what to give.
    """

    title: str
    meta: Mapping[str, str]
    arms: tuple[ArmLine, ...]
    parts: tuple[Part, ...] = ()
    claims: tuple[Claim, ...] = field(default=())
    not_assessed: tuple[str, ...] = ()
