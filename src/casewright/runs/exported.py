"""The gate as ``langgraph.json`` names it: built from a settings file, without checkpointer and without ledger."""

from __future__ import annotations

import os
from pathlib import Path

from langgraph.graph import StateGraph

from casewright.graphs.gate import build_gate
from casewright.graphs.state import GateState
from casewright.runs.api import DEFAULT_WRITER
from casewright.runs.assembly import cast_of, judging_of, parts_of
from casewright.runs.reference import corpus
from casewright.settings import load_settings

__all__ = ["make_gate"]


def make_gate() -> StateGraph[GateState]:
    """The uncompiled gate of the settings that ``$CASEWRIGHT_SETTINGS`` names, or of the defaults.

    Nothing is recorded this way: a run that must not pay twice goes through `casewright.Gate`.
    """
    place = os.environ.get("CASEWRIGHT_SETTINGS")
    settings = load_settings(Path(place) if place else None)
    cast = cast_of(
        settings,
        writer=settings.roles.writer or DEFAULT_WRITER,
        critics=settings.roles.critics,
        reference=corpus(None, None, settings),
    )
    return build_gate(parts_of(cast, judging_of(cast, []), None, "unrecorded"))
