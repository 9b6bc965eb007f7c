"""Our own certificates: written as JSON, the same for the same code and date."""

from __future__ import annotations

from pathlib import Path

from casewright.certificates import read_certificates
from casewright.exams.bases import Base
from casewright.exams.examining.shipped import certify_shipped
from casewright.exams.goldens import goldens


def test_certificates_are_written_and_read_back(tmp_path: Path) -> None:
    """Four a language; a second run writes the same bytes."""
    bases: tuple[Base, ...] = (goldens()[0],)
    found = certify_shipped(tmp_path / "one", issued="2025-01-31", bases=bases)
    certify_shipped(tmp_path / "two", issued="2025-01-31", bases=bases)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(
        f"{critic}-{language}.json"
        for critic in ("rules", "facts", "gate-generate", "gate-evaluate")
        for language in ("en", "es")
    )
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)
    read = {one.id for one in read_certificates([tmp_path / "one"])}
    assert {one.id for one in found} <= read
