"""A study file worked off: every cell an ordinary run, all of them told in ``study.json``."""

from __future__ import annotations

from casewright.studies.run.journal import JOURNAL, CellEntry, Journal, WriterEntry, read_journal
from casewright.studies.run.preparing import missing_keys, prepare
from casewright.studies.run.stage import Stage
from casewright.studies.run.watch import Silence, Watch
from casewright.studies.run.working import StudyWork

__all__ = [
    "JOURNAL",
    "CellEntry",
    "Journal",
    "Silence",
    "Stage",
    "StudyWork",
    "Watch",
    "WriterEntry",
    "missing_keys",
    "prepare",
    "read_journal",
]
