"""Arms with a few reports of ours, and sheets that two people filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from casewright.exams.labels.tabular import read_table, write_table
from casewright.studies.material import Arm, RealNote, StudyReport
from casewright.studies.sheets.form import COLUMNS

Filled = Callable[..., Path]


def make_arm(name: str, n: int = 6, *, parrot: bool = False, codes: Sequence[str] = ("F32.1", "F41.1")) -> Arm:
    """Reports that tell cases 0 to n - 1, a code in turn."""
    reports = tuple(
        StudyReport(
            id=f"{name}-{at}",
            pair=f"case {at}",
            code=codes[at % len(codes)],
            language="en",
            kind="progress",
            text=f"Interval history:\nThe baker of case {at} sleeps badly, says {name}.\n\nPlan:\nReview in May.\n",
        )
        for at in range(n)
    )
    return Arm(name, reports, parrot=parrot)


@pytest.fixture
def arms() -> tuple[Arm, ...]:
    return make_arm("one"), make_arm("two"), make_arm("parrot", parrot=True)


@pytest.fixture
def notes() -> tuple[RealNote, ...]:
    """Fictional; of whoever keeps the lighthouse."""
    return tuple(
        RealNote(
            id=f"n{at}",
            text=f"NAME: Ada Quill\nDate: 12 June\nHISTORY OF PRESENT ILLNESS: Keeper {at} hears a lamp.\n- no voices",
            language="en",
            code=("F32.0", "F20.0")[at % 2],
            codes=(("F32.0", "F20.0")[at % 2],),
            group=f"patient {at // 2}",
        )
        for at in range(12)
    )


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    """A copy of a sheet in which somebody has written."""

    def fill(sheet: Path, rater: str, answer: Callable[[int, dict[str, Any]], dict[str, Any]]) -> Path:
        rows = [dict(row) for _, row in read_table(sheet) if not isinstance(row, str)]
        done = [{**row, "rater": rater, **answer(at, row)} for at, row in enumerate(rows)]
        path = tmp_path / f"{rater}-{sheet.name}"
        write_table(path, COLUMNS, done)
        return path

    return fill
