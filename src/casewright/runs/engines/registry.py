"""Engines by name, each imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from casewright.errors import UnknownNameError
from casewright.runs.engines.protocol import Engine

__all__ = ["ENGINES", "engine_named"]

ENGINES: Mapping[str, str] = {
    "local": "casewright.runs.engines.local:LocalEngine",
    "ray": "casewright.runs.ray.engine:RayEngine",
    "workers": "casewright.runs.engines.workers:WorkersEngine",
}


def engine_named(name: str | Engine) -> Engine:
    """The engine of that name; an engine is given back as it is.

    Raises:
        UnknownNameError: no engine has that name.
    """
    if not isinstance(name, str):
        return name
    if name not in ENGINES:
        raise UnknownNameError("engine", name, ENGINES)
    place, _, attribute = ENGINES[name].partition(":")
    made: Any = getattr(import_module(place), attribute)
    engine: Engine = made()
    return engine
