"""What a gate is made of: everything the nodes close over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from casewright.agents.protocol import Critic, Writer
from casewright.graphs.gating import Gating
from casewright.measures.privacy import IdentifierPool, ReferenceIndex
from casewright.rubrics import ResolvedRubric

__all__ = ["Limits", "Parts", "Progress", "Resolver"]

Resolver = Callable[[str, str, str], ResolvedRubric]
"""(system, code, kind) to the rubric."""
Progress = Callable[[str, str, int], None]
"""(sample, node, attempt): called when a sample enters a node."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the gate draws its lines (architecture note, "How it ends" and "The screen's defaults")."""

    max_attempts: int = 3
    coverage: float = 0.7
    levels: Mapping[str, float] = field(default_factory=lambda: {"sufficient": 0.8, "partial": 0.5, "named": 0.0})
    identifiers: Literal["placeholders", "surrogates", "off"] = "placeholders"
    presidio: bool = False
    """Whether presidio looks for identifiers beside the patterns."""


def _silent(sample: str, node: str, attempt: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A gate's parts. ``writer`` is ``None`` where reports are only evaluated."""

    judging: str
    resolve: Resolver
    critics: Sequence[Critic]
    writer: Writer | None = None
    seal: Critic | None = None
    reference: ReferenceIndex | None = None
    examples: ReferenceIndex | None = None
    """Overlap index over the prompt's own examples, where the writer's prompts have any."""
    identifiers: IdentifierPool | None = None
    """Processes in which presidio looks for identifiers, where the limits ask for it; without them a thread does."""
    limits: Limits = field(default_factory=Limits)
    progress: Progress = _silent
    gating: Gating = field(default_factory=Gating.nothing)
    """What each critic, the fact check and the seal may decide; by default nothing, so that all is left to people."""
