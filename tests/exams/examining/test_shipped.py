"""Our own certificates: written as JSON, the same for the same code and date."""

from __future__ import annotations

from pathlib import Path

import pytest

from casewright.certificates import read_certificates
from casewright.exams.bases import Base
from casewright.exams.examining.shipped import certify_shipped
from casewright.exams.goldens import goldens


def test_certificates_are_written_and_read_back(tmp_path: Path) -> None:
    """Four a language, under names that say whose they are; the rules critic's tells of attacks too."""
    bases: tuple[Base, ...] = (goldens()[0],)
    found = certify_shipped(tmp_path, issued="2025-01-31", bases=bases)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{critic}-{language}.json"
        for critic in ("rules", "facts", "gate-generate", "gate-evaluate")
        for language in ("en", "es")
    )
    assert {one.id for one in found} <= {one.id for one in read_certificates([tmp_path])}
    assert {one.critic for one in found if one.attacks} == {"rules"}


@pytest.mark.slow
def test_the_same_code_and_date_give_the_same_bytes(tmp_path: Path) -> None:
    """Two runs differ in nothing."""
    bases = (goldens()[0], goldens()[20])
    for name in ("one", "two"):
        certify_shipped(tmp_path / name, issued="2025-01-31", bases=bases)
    names = [path.name for path in (tmp_path / "one").iterdir()]
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)
