"""Keeps ``study.json`` up to date while a study is worked on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from casewright.studies.plan import Cell
from casewright.studies.run.journal import CellEntry, Journal, write_journal

__all__ = ["Logbook"]


@dataclass
class Logbook:
    """The cells' entries by name, and the file that they stand in."""

    folder: Path
    head: Journal
    entries: dict[str, CellEntry] = field(default_factory=dict)

    @property
    def journal(self) -> Journal:
        """As it stands now."""
        return replace(self.head, cells=tuple(self.entries.values()))

    def note(self, cell: Cell, **found: Any) -> CellEntry:
        """Changes an entry, and the file with it."""
        entry = self.entries[cell.name] = replace(self.entries[cell.name], **found)
        self.write()
        return entry

    def write(self) -> None:
        """Writes the file.

        Raises:
            StorageError: the folder can't be written.
        """
        write_journal(self.folder, self.journal)
