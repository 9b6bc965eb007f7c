"""The accepted reports of a run, as texts to be measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casewright.cli.run_place import split_run
from casewright.cli.run_records import records_of
from casewright.ledger import FILE_NAME
from casewright.runs.set_texts import BadText, GivenText, given_record
from casewright.types import Record

__all__ = ["texts_of_run"]


def texts_of_run(text: str) -> Iterator[GivenText | BadText] | None:
    """What RUN (a folder with a ledger, a ledger, or either with #RUN) accepted; ``None`` where it is no run.

    Raises:
        UsageError: several runs are there and none is named.
    """
    path, _ = split_run(text)
    place = Path(path)
    if not (place / FILE_NAME).is_file() and place.name != FILE_NAME:
        return None
    return _accepted(records_of(text))


def _accepted(records: list[Record]) -> Iterator[GivenText | BadText]:
    for record in records:
        if record.decision.outcome == "accepted":
            yield given_record(record) if record.text else BadText(record.id, "no text was kept")
