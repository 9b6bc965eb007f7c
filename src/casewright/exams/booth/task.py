"""What the process of an exam is told."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from casewright.exams.labels import Label
from casewright.settings.base import Strict

__all__ = ["Bases", "Task"]

Bases = Literal["none", "goldens", "both"]


class Task(Strict):
    """An exam to sit. Names of profile and critic were looked up in the settings before.

    Attributes:
        config: Settings file.
        profile: A profile of it, or ``None`` for the settings as they are.
        overlays: Folders that lie over our rubrics.
        critic: Who sits.
        bases: Which base texts are asked about beside people's reports.
        calls: Most calls of a model.
        folder: Keeps what was answered, so that the same exam goes on without paying twice.
        labels: What people answered.
        seed: Of every draw.
    """

    config: Path | None
    profile: str | None
    overlays: tuple[Path, ...]
    critic: str
    bases: Bases
    calls: int
    folder: Path
    labels: tuple[Label, ...]
    seed: int = 0
