"""A small rubric in a file, and its sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rubrics.sheets.edited import TEXT, Sheet, grid

from casewright.rubrics.named import NamedRubric, named_rubric
from casewright.rubrics.sheets import sheet_bytes


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> NamedRubric:
    path = tmp_path_factory.mktemp("mine") / "F45.0.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return named_rubric(str(path))


@pytest.fixture
def sheet(small: NamedRubric, tmp_path: Path) -> Sheet:
    return Sheet(small, tmp_path / "edited.csv", grid(sheet_bytes(small)))
