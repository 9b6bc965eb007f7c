"""Certificates are read from folders, ours first."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from casewright.certificates import read_certificates, shipped_certificates
from casewright.errors import InputError
from casewright.testing import certificates_for, write_certificates
from casewright.wire import to_json

ONE = certificates_for([])[0]


@pytest.mark.shipped
def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """As it was, beside those that ship."""
    write_certificates(tmp_path, [ONE])
    assert read_certificates([tmp_path]) == (*shipped_certificates(), ONE)
    assert read_certificates() == shipped_certificates()


def test_a_later_folder_s_copy_stands(tmp_path: Path) -> None:
    """So that a revoked copy revokes."""
    first, second = write_certificates(tmp_path / "a", [ONE]), tmp_path / "b"
    write_certificates(second, [replace(ONE, revoked="too lenient")])
    (found,) = (item for item in read_certificates([first, second]) if item.id == ONE.id)
    assert found.revoked == "too lenient"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "is no certificate"),
        ("[]", "is no certificate"),
        ("{}", "is no certificate"),
        (json.dumps({"schema": 99}), "is a certificate of schema 99; this version reads 1"),
        (json.dumps({"schema": 1}), "is no certificate: Certificate"),
        (json.dumps({**to_json(ONE), "grade": "excellent"}), "is no certificate: Certificate.grade"),
    ],
)
def test_what_is_no_certificate_is_named(tmp_path: Path, content: str, told: str) -> None:
    """With its file; it is never left aside silently."""
    (tmp_path / "mine.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=told) as refused:
        read_certificates([tmp_path])
    assert "mine.json" in str(refused.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A mistyped folder would otherwise let nobody decide without a word."""
    with pytest.raises(InputError, match=r"no folder of certificates at '.*nowhere'"):
        read_certificates([tmp_path / "nowhere"])
