"""What flows through the gate: small plain JSON, one key a stage. It never holds reference text."""

from __future__ import annotations

from typing import Any, TypedDict

__all__ = ["JSON", "GateState"]

JSON = dict[str, Any]


class GateState(TypedDict, total=False):
    """The state of one sample.

    A sample to write starts with ``request``; a report to evaluate with ``target`` and ``report``.
    """

    sample: str
    request: JSON
    """order (its id), spec (the Order), index, seed; or ``case`` where the user brought their own facts."""
    target: JSON
    """system, code, kind, language, level: what the report is judged as."""
    case: JSON | None
    attempt: int
    report: JSON | None
    overlap: JSON | None
    """Privacy result of the screen that ran before anything was kept."""
    diversity: JSON | None
    privacy: JSON | None
    facts: JSON | None
    fidelity: JSON | None
    reasons: list[JSON]
    """What failed in the current attempt."""
    history: list[JSON]
    """Attempts that went back, with their assessments."""
    decision: JSON | None
    """None while the sample is on its way."""
    seal: JSON | None
