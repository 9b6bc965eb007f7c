"""Who works on a run's samples while its session stewards it: ``local``, ``workers`` or ``ray``, by name."""

from __future__ import annotations

from casewright.runs.engines.protocol import Engine, Site
from casewright.runs.engines.registry import ENGINES, engine_named

__all__ = ["ENGINES", "Engine", "Site", "engine_named"]
