"""What may stand in a study file, and the page that says so."""

from __future__ import annotations

import re
from pathlib import Path

from casewright.studies.plan.form import ArmForm, StudyForm, WriterForm

PAGE = (Path(__file__).parents[3] / "docs" / "study-files.md").read_text("utf-8")


def test_the_page_tells_every_key() -> None:
    """And no other: each row of its table is a key of the file."""
    rows = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(StudyForm.model_fields)
    assert "{writers, orders, loop, seeds}" in PAGE
    assert list(ArmForm.model_fields) == ["writers", "orders", "loop", "seeds"]
    assert all(f"{name}: " in PAGE for name in WriterForm.model_fields)
