"""The folder in the making: records one at a time, the settings once all of them are known."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from casewright.runs.exporting.argilla.record import criteria_in, record_json
from casewright.runs.exporting.argilla.settings import dataset_json, settings_json
from casewright.types import Record

__all__ = ["RECORDS", "ArgillaFolder"]

RECORDS = "records.json"
HIDDEN = ".argilla"


class ArgillaFolder:
    """Writes ``records.json``, and at the end ``.argilla/dataset.json`` and ``.argilla/settings.json``.

    Args:
        folder: Is there, and empty.
        name: Of the data set.
        told: Whether the machine's verdicts, answers and quotations come along, as suggestions. Without them annotators
            are blind.
        annotators: Who must have judged a report before it counts as done.
    """

    def __init__(self, folder: Path, name: str, *, told: bool = False, annotators: int = 1) -> None:
        self._folder, self._name, self._told, self._annotators = folder, name, told, annotators
        self._criteria: dict[str, None] = {}
        self._file = (folder / RECORDS).open("w", encoding="utf-8")
        self.rows = 0

    def __enter__(self) -> Self:
        self._file.write("[")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.write("\n]\n")
        self._file.close()
        criteria = sorted(self._criteria)
        hidden = self._folder / HIDDEN
        hidden.mkdir()
        settings = settings_json(criteria, told=self._told, annotators=self._annotators)
        _write(hidden / "settings.json", settings)
        _write(hidden / "dataset.json", dataset_json(self._name, self._annotators))

    def add(self, record: Record) -> bool:
        """Whether the record is in it: one without a text, or with passages masked, is nothing to judge."""
        if record.text is None or record.masked:
            return False
        self._criteria.update(dict.fromkeys(criteria_in(record)))
        line = json.dumps(record_json(record, told=self._told), ensure_ascii=False)
        self._file.write(f"{',' if self.rows else ''}\n{line}")
        self.rows += 1
        return True


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
