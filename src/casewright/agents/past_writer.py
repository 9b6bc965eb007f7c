"""Whoever wrote a run that is only judged again: known by name and family, and asked nothing."""

from __future__ import annotations

from dataclasses import dataclass

from casewright.agents.protocol import Brief
from casewright.types import Report

__all__ = ["PastWriter"]


@dataclass(frozen=True, slots=True)
class PastWriter:
    """A writer of the past. Its family still says which judges may not decide about its texts."""

    name: str
    family: str

    @property
    def fingerprint(self) -> str:
        return self.name

    async def write(self, brief: Brief) -> Report:
        raise RuntimeError(f"{self.name!r} wrote earlier and is not asked again")
