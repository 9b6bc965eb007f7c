"""The site's secret is made once, is this user's alone, and on a server comes from outside."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casewright.errors import SettingsError, StorageError
from casewright.service.keys.secret import VARIABLE, derived, site_secret

LONG = "a secret from outside, long enough"


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_it_is_made_once_beside_the_ledger(tmp_path: Path) -> None:
    """Nobody else of this machine reads it."""
    ledger = str(tmp_path / "new" / "ledger.sqlite")
    first = site_secret(ledger)
    file = tmp_path / "new" / "service.secret"
    assert len(first) == 32
    assert site_secret(ledger) == first == file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["service.secret"]


def test_processes_that_start_at_once_have_the_same(tmp_path: Path) -> None:
    """One of them makes it."""
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(site_secret, [str(tmp_path)] * 16))) == 1


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """It says what to do."""
    site_secret(str(tmp_path))
    (tmp_path / "service.secret").chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        site_secret(str(tmp_path))


def test_a_folder_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    """A file stands in its place."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"service\.secret"):
        site_secret(str(tmp_path / "file" / "ledger.sqlite"))


def test_on_a_server_it_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """All machines have the same; without it nothing starts."""
    url = "postgresql://ana:pw@db.example/lab"
    with pytest.raises(SettingsError, match=VARIABLE) as caught:
        site_secret(url)
    assert "pw@" not in str(caught.value)
    monkeypatch.setenv(VARIABLE, LONG)
    assert site_secret(url) == LONG.encode()


@pytest.mark.parametrize("short", ["", "short", "x" * 31])
def test_a_short_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short: str) -> None:
    """Rather than quietly taken, or replaced by the file's."""
    monkeypatch.setenv(VARIABLE, short)
    with pytest.raises(SettingsError, match="32 characters"):
        site_secret(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_purposes_have_secrets_of_their_own() -> None:
    """What leaks of one says nothing of another."""
    assert len({derived(b"x" * 32, purpose) for purpose in ("keys", "sessions", "sketches")}) == 3
