"""The parrot writer: the told facts joined with full stops. The baseline beside every acceptance figure."""

from __future__ import annotations

from dataclasses import dataclass

from casewright.agents.composition import compose, sentences
from casewright.agents.protocol import Brief
from casewright.plans import fingerprint
from casewright.types import Report

__all__ = ["ParrotWriter"]


@dataclass(frozen=True)
class ParrotWriter:
    """Uses no model; whatever the gate accepts from it says nothing about writing."""

    name: str = "parrot"

    @property
    def fingerprint(self) -> str:
        return f"parrot:{fingerprint()}"

    async def write(self, brief: Brief) -> Report:
        """The case's own wording, section by section."""
        told = sentences(brief.case, brief.case.seed % 97 + brief.attempt - 1)
        return compose(brief.case, {name: " ".join(lines) for name, lines in told.items()})
