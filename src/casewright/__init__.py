"""Synthetic clinical reports for an ICD-10 code, let through only with evidence."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as type checkers understand it; importing typing takes longer than all the rest
if TYPE_CHECKING:
    from typing import Any

    from casewright.runs.api import Gate
    from casewright.types import Order, Sample

__all__ = ["Gate", "Order", "Sample"]

_PLACES = {"Gate": "casewright.runs.api", "Order": "casewright.types", "Sample": "casewright.types"}


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'casewright' has no attribute {name!r}")
