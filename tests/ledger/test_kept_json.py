"""Whole objects in a ledger's file: what equal ones take, and those of earlier versions."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from casewright.ledger import RunRow, SqliteLedger

NOTE = "The exam was sat on four hundred reports. " * 200
CERTIFICATE = {"critic": "rules", "notes": [NOTE, "b"], "rates": {"en": 0.1}}


async def test_a_certificate_of_many_runs_is_on_disk_once(tmp_path: Path) -> None:
    """A service that begins a thousand runs a day doesn't write half a megabyte for each."""
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    for number in range(5):
        await ledger.open_run(RunRow(f"run-{number}", {"seed": number}, {}), [])
        await ledger.keep_certificates(f"run-{number}", {"one": CERTIFICATE})
        assert await ledger.certificates(f"run-{number}") == {"one": CERTIFICATE}
    await ledger.close()
    with sqlite3.connect(tmp_path / "ledger.sqlite") as connection:
        ((texts, size),) = connection.execute("SELECT count(*), sum(length(body)) FROM texts")
        ((rows, largest),) = connection.execute("SELECT count(*), max(length(body)) FROM certificates")
    connection.close()
    assert (texts, rows) == (1, 5)
    assert len(NOTE) < size < 2 * len(NOTE)
    assert largest < 100


async def test_what_an_earlier_version_took_apart_is_read_as_it_was(tmp_path: Path) -> None:
    """With long strings in rows of their own, or none."""
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    await ledger.open_run(RunRow("run-1", {"seed": 1}, {}), [])
    await ledger._write(
        lambda tables: [
            tables.execute("certificates.keep", run="run-1", id=name, body=tables.store(value))
            for name, value in (("long", CERTIFICATE), ("short", {"critic": "facts"}))
        ]
    )
    assert await ledger.certificates("run-1") == {"long": CERTIFICATE, "short": {"critic": "facts"}}
    await ledger.close()
