"""A criterion as it is asked: inherited, settled, and hashed by what affects its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from casewright.hashing import content_hash
from casewright.types import Aspect, Language, Role

__all__ = ["Ages", "Criterion", "Origin", "Want"]

Want = Literal["present", "not_present", "absent"]


@dataclass(frozen=True, slots=True)
class Origin:
    """The rubric, its version and the file that a criterion comes from."""

    rubric: str
    version: str
    file: str


@dataclass(frozen=True, slots=True)
class Ages:
    """Ages in years that a criterion is asked for, both ends included; ``None`` is open."""

    min: float | None = None
    max: float | None = None

    def hold(self, age: float | None) -> bool:
        """Whether an age lies inside. An unknown age does: it can't exempt anybody from a question."""
        if age is None:
            return True
        return (self.min is None or age >= self.min) and (self.max is None or age <= self.max)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question about a report."""

    id: str
    role: Role
    aspect: Aspect
    asks: Mapping[Language, str]
    origin: Origin
    weight: float = 1.0
    kinds: tuple[str, ...] | None = None
    """Kinds of document that can show it; ``None`` is all of them."""
    ages: Ages = field(default_factory=Ages)
    finds: Mapping[str, Any] = field(default_factory=dict)
    """The tree that code evaluates (`casewright.vocabulary.finds`); empty where only a judge can answer."""
    want: Want = "present"
    clause: str = ""
    guidance: Mapping[Language, str] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    was: tuple[str, ...] = ()
    """Hashes whose labels still hold: those of wordings that an editorial change replaced."""

    @property
    def hash(self) -> str:
        """Of all that affects the answer: what is asked, found, explained and exemplified."""
        return content_hash(
            {
                "asks": dict(self.asks),
                "finds": dict(self.finds),
                "guidance": dict(self.guidance),
                "examples": {name: list(texts) for name, texts in self.examples.items()},
            }
        )

    def applies(self, kind: str, age: float | None) -> bool:
        """Whether a document of this kind, about somebody of this age, is asked."""
        return (self.kinds is None or kind in self.kinds) and self.ages.hold(age)
