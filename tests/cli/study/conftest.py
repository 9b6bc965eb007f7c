"""Folders of exports, as runs leave them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casewright.runs.exporting.files import FILES
from casewright.runs.exports import write_lines
from casewright.testing.kept_run import made_record
from casewright.types import Outcome


@pytest.fixture
def exports(tmp_path: Path) -> Callable[..., Path]:
    """Writes the export files of a run of the writer ``name`` that had these outcomes."""

    def write(name: str, outcomes: Sequence[Outcome], **changed: Any) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        given = {"run": name, "models": {"writer": name}, "attempts": 1, **changed}
        records = [replace(made_record(n, outcome), **given) for n, outcome in enumerate(outcomes)]
        for outcome, file in FILES.items():
            write_lines(folder / file, [one for one in records if one.decision.outcome == outcome])
        return folder

    return write
