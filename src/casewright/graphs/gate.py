"""The gate: the state machine from an order to a decision, as LangGraph draws it."""

from __future__ import annotations

from typing import Any

from langgraph.graph import END, START, StateGraph

from casewright.graphs.nodes import Nodes
from casewright.graphs.parts import Parts
from casewright.graphs.state import GateState

__all__ = ["build_gate"]

RECURSION_LIMIT = 200
"""Above any number of supersteps that attempts (counted by us) can take; LangGraph's own bound is never met."""


def build_gate(parts: Parts) -> StateGraph[GateState]:
    """The uncompiled graph: ``build_gate(parts).compile()``; no checkpointer, truth lives in the ledger.

    A sample with a ``request`` is planned and written; a state with a ``report`` is only evaluated and enters
    at ``diversity``, without facts and without a way back.
    """
    nodes = Nodes(parts)
    graph = StateGraph(GateState)
    for name in ("plan", "write", "diversity", "privacy", "facts", "critics", "decide", "feedback", "seal"):
        step: Any = nodes.watched(name)  # the overloads want a named function
        graph.add_node(name, step)
    graph.add_conditional_edges(START, _entry, ["plan", "diversity"])
    graph.add_edge("plan", "write")
    graph.add_conditional_edges("write", nodes.after_write, ["diversity", "decide"])
    graph.add_edge("diversity", "privacy")
    graph.add_conditional_edges("privacy", nodes.after_privacy, ["facts", "critics", "decide"])
    graph.add_conditional_edges("facts", nodes.after_facts, ["critics", "decide"])
    graph.add_edge("critics", "decide")
    graph.add_conditional_edges("decide", nodes.after_decide, {"seal": "seal", "feedback": "feedback", "end": END})
    graph.add_edge("feedback", "write")
    graph.add_edge("seal", END)
    return graph


def _entry(state: GateState) -> str:
    return "plan" if state.get("request") is not None else "diversity"
