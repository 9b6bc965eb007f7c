"""CPU of the steps that are work of their own and no overhead: measuring, looking for identifiers, facts, rules."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import casewright.graphs.nodes as nodes
from casewright.agents.rules_critic import RulesCritic

STAGES = {
    "cases": (nodes, "draw_case"),
    "textstat": (nodes, "measure_diversity"),
    "degenerate": (nodes, "degenerate"),
    "identifiers": (nodes, "find_identifiers"),
    "facts": (nodes, "_check"),
    "rules": (RulesCritic, "review"),
}
"""Where each step is called; all of them run from start to end without waiting, in whatever thread."""


class Stopwatch:
    """Times the steps while it is open, in CPU time of the thread that they run in."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._kept: list[tuple[Any, str, Any]] = []

    def __enter__(self) -> Stopwatch:
        for stage, (place, name) in STAGES.items():
            inner = getattr(place, name)
            self._kept.append((place, name, inner))
            timed = self._awaited(stage, inner) if stage == "rules" else self._called(stage, inner)
            setattr(place, name, timed)
        return self

    def __exit__(self, *_: object) -> None:
        for place, name, inner in self._kept:
            setattr(place, name, inner)

    def told(self, samples: int) -> dict[str, Any]:
        """Milliseconds a sample by step."""
        return {"stages": {stage: 1000 * spent / samples for stage, spent in self.spent.items()}}

    def _called(self, stage: str, inner: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            began = time.thread_time()
            try:
                return inner(*given, **named)
            finally:
                self.spent[stage] += time.thread_time() - began

        return timed

    def _awaited(self, stage: str, inner: Callable[..., Any]) -> Callable[..., Any]:
        async def timed(*given: Any) -> Any:
            began = time.thread_time()
            try:
                return await inner(*given)
            finally:
                self.spent[stage] += time.thread_time() - began

        return timed
