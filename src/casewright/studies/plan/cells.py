"""A study as it is worked off: writers, groups of orders, and the cells that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casewright.runs.limits import OrderLimits
from casewright.types import Order

__all__ = ["PARROT", "Cell", "Group", "StudyPlan", "StudyWriter"]

PARROT = "parrot"
"""The writer that takes part in every study without being named: a case's facts, joined with full stops."""


@dataclass(frozen=True, slots=True)
class StudyWriter:
    """Who writes: a model string or an endpoint's name; critics and seal where they aren't those of settings."""

    name: str
    model: str
    critics: tuple[str, ...] = ()
    seal: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Orders that are worked off together, with what each may use. Their ``n`` is how many samples are tried."""

    name: str
    orders: tuple[Order, ...]
    round_size: int
    limits: Mapping[str, OrderLimits] = field(default_factory=dict)

    @property
    def samples(self) -> int:
        """Samples of a cell."""
        return sum(order.n for order in self.orders)


@dataclass(frozen=True, slots=True)
class Cell:
    """One run: a writer on a group of orders, with the loop or once, under a seed.

    Its cases hang on order, seed and number alone: cells of one group and seed tell the same cases.
    """

    writer: str
    group: str
    loop: bool
    seed: int

    @property
    def name(self) -> str:
        """Its folder."""
        return f"{self.arm}-s{self.seed}"

    @property
    def arm(self) -> str:
        """What it shares with the cells of other seeds."""
        return f"{self.writer}-{self.group}-{'loop' if self.loop else 'once'}"

    @property
    def parrot(self) -> bool:
        """Whether the parrot writes."""
        return self.writer == PARROT


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """A study file, read.

    Attributes:
        title: Its heading.
        writers: By name, without the parrot.
        groups: By name.
        cells: In the order of work: seed by seed, the parrot first, a writer's cells together.
        attempts: Drafts of a sample with the loop; ``None``: as settings say.
        budgets: Of the whole study.
        content: The file as plain data.
        notes: For whoever wrote the file.
    """

    title: str
    writers: Mapping[str, StudyWriter]
    groups: Mapping[str, Group]
    cells: tuple[Cell, ...]
    attempts: int | None = None
    budgets: OrderLimits = field(default_factory=OrderLimits)
    content: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def samples(self, cell: Cell) -> int:
        """Samples that a cell tries."""
        return self.groups[cell.group].samples
