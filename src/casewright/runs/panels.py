"""What several judges together are worth in a run: judges that always agree are one judge asked twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from casewright.agents.panel import Panel, agreement_of, effective_votes, panel_of
from casewright.graphs.parts import Parts
from casewright.types import CriterionResult, Record

__all__ = ["panels"]


def panels(parts: Parts, records: Sequence[Record]) -> dict[str, Any]:
    """By jury, and under ``judges`` all model critics of the run together; empty where there are no two."""
    results = [item for record in records if record.fidelity for item in record.fidelity.criteria]
    judges = [critic.name for critic in parts.critics if critic.family is not None]
    found = {name: panel for name in judges if (panel := panel_of(name, results)) is not None}
    if len(judges) > 1:
        found["judges"] = _together(judges, results)
    return {name: asdict(panel) for name, panel in found.items()}


def _together(judges: Sequence[str], results: Sequence[CriterionResult]) -> Panel:
    rows = [{vote.critic: vote.answer for vote in item.votes if vote.critic in judges} for item in results]
    ballots = [[row.get(name) for name in judges] for row in rows if len(row) > 1]
    rho = agreement_of(ballots)
    return Panel(len(judges), len(ballots), rho, None if rho is None else effective_votes(len(judges), rho))
