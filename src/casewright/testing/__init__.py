"""What tests of gates, critics and runs need, ours and yours: models without a network, an endpoint that can fail.

Nothing in casewright imports this package. Its parts are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casewright.testing.scripted import FunctionModel, ScriptedModel

__all__ = ["FunctionModel", "ScriptedModel"]

PARTS = {
    "FunctionModel": "scripted",
    "MemoryLedger": "memory_ledger",
    "ScriptedModel": "scripted",
}


def __getattr__(name: str) -> Any:
    if name not in PARTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(sorted(PARTS))}")
    return getattr(import_module(f"{__name__}.{PARTS[name]}"), name)
