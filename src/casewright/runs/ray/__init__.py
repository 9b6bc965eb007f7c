"""Ray supplies processes, never truth: actors around the same work that every worker does. Needs the extra ``ray``."""

from __future__ import annotations

from casewright.runs.ray.engine import RayEngine

__all__ = ["RayEngine"]
