"""The accepted reports of a run, as texts to be measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casewright.cli.run_place import run_place
from casewright.cli.run_records import records_of
from casewright.ledger import FILE_NAME
from casewright.runs.set_texts import BadText, GivenText, given_record
from casewright.types import Record

__all__ = ["texts_of_run"]


def texts_of_run(text: str, ledger: str | None, project: str) -> Iterator[GivenText | BadText] | None:
    """What RUN (see `run_place`) accepted; ``None`` where it is no run.

    Raises:
        UsageError: several runs are there and none is named.
    """
    if not _is_run(text, ledger):
        return None
    return _accepted(records_of(run_place(text, ledger=ledger, project=project)))


def _is_run(text: str, ledger: str | None) -> bool:
    """A file or folder of texts goes before a run of that id."""
    place = Path(text.partition("#")[0])
    if "://" in text or (place / FILE_NAME).is_file() or place.name == FILE_NAME:
        return True
    return ledger is not None and not place.exists() and "/" not in text and not place.suffix


def _accepted(records: list[Record]) -> Iterator[GivenText | BadText]:
    for record in records:
        if record.decision.outcome == "accepted":
            yield given_record(record) if record.text else BadText(record.id, "no text was kept")
