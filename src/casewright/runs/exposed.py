"""The gate for whoever serves graphs: `langgraph.json` names `make_gate`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from langgraph.graph import StateGraph

from casewright.graphs.gate import build_gate
from casewright.graphs.state import GateState
from casewright.runs.assembly import cast_of, judging_of, parts_of
from casewright.settings import load_settings

__all__ = ["make_gate"]


def make_gate(config: Mapping[str, Any]) -> StateGraph[GateState]:
    """The uncompiled gate, without a checkpointer and without a ledger.

    ``config["configurable"]`` may name ``settings`` (a file) and ``writer``; by default the parrot writes and
    the rules critic decides, so that the graph can be looked at without a model.
    """
    given = config.get("configurable", {})
    settings = load_settings(Path(given["settings"]) if "settings" in given else None)
    writer = given.get("writer") or settings.roles.writer or "parrot"
    cast = cast_of(settings, writer=writer, critics=settings.roles.critics)
    return build_gate(parts_of(cast, judging_of(cast, ()), None, "served"))
