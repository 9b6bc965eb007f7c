"""What one place holds, before it is put into an arm"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from casewright.ledger.protocol import OrderRow
from casewright.studies.material import StudyReport

__all__ = ["Place", "Portion"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where reports are.

    Attributes:
        told: As a person may read it: a path, or a ledger's name without its password, with the run's id.
        kind: A study's folder, a run's folder, a run in a ledger elsewhere, or a file or folder of texts.
        path: The folder or file; ``None`` of a ledger elsewhere.
        ledger: What `casewright.ledger.open_ledger` takes; empty where ``path`` is all there is.
        run: The run in it.
        project: The project of the ledger.
        arm: What the arm is to be called; by default its writer and whether the loop was on, or the file's name.
        loop: Whether the loop was on, where somebody knows; else the ledger or the attempts made tell.
    """

    told: str
    kind: Literal["study", "run", "ledger", "file"]
    path: Path | None = None
    ledger: str = field(default="", repr=False)
    run: str = ""
    project: str = "default"
    arm: str = ""
    loop: bool | None = None


@dataclass(frozen=True, slots=True)
class Portion:
    """The reports of one run or file.

    Attributes:
        place: Where it is from, for messages.
        reports: Every sample, however it ended.
        arm: What the arm is to be called, where somebody said so.
        writer: The writer's name; empty where nobody wrote for us.
        loop: Whether failed drafts went back; ``None`` where nobody wrote for us.
        run: The run's id; empty for files.
        orders: The run's orders, with how many each wants; empty for files.
        judged_by: Hashes of what judged, by name, as far as they are known.
        said: What a reader must know of it, in sentences.
    """

    place: str
    reports: tuple[StudyReport, ...]
    arm: str = ""
    writer: str = ""
    loop: bool | None = None
    run: str = ""
    orders: tuple[OrderRow, ...] = ()
    judged_by: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
