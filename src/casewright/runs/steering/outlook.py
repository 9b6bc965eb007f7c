"""What is known at the end of a round, as far as the next one goes by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Outlook", "Stop"]


@dataclass(frozen=True, slots=True)
class Stop:
    """Why an order is given up: the rule, what failed by id, and a sentence for the user."""

    rule: str
    blocked_by: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the next round is drawn by.

    ``steers`` holds, by order, one small JSON object for each place of the round, which goes into the sample's request
    under ``steer`` and so to `CaseRequest.steer`; ``stopped`` the orders that are given up.
    """

    steers: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    stopped: Mapping[str, Stop] = field(default_factory=dict)
