"""What a run leaves behind: one JSONL file an outcome, and the summary. Written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from casewright.errors import StorageError
from casewright.types import Outcome, Record
from casewright.wire import to_json

__all__ = ["FILES", "write_exports", "write_lines"]

FILES: Mapping[Outcome, str] = {
    "accepted": "accepted.jsonl",
    "rejected": "rejected.jsonl",
    "needs_review": "needs_review.jsonl",
    "error": "errors.jsonl",
    "surplus": "surplus.jsonl",
    "cancelled": "cancelled.jsonl",
}


def write_exports(folder: Path, records: Iterable[Record], summary: Mapping[str, Any]) -> None:
    """Writes all export files of a run into its folder; each is replaced in one step.

    Raises:
        StorageError: the folder can't be written.
    """
    by_outcome: dict[str, list[Record]] = {outcome: [] for outcome in FILES}
    for record in records:
        by_outcome[record.decision.outcome].append(record)
    for outcome, name in FILES.items():
        write_lines(folder / name, by_outcome[outcome])
    _replace(folder / "summary.json", json.dumps(summary, ensure_ascii=False, indent=2) + "\n")


def write_lines(path: Path, records: Iterable[Record]) -> None:
    """One record a line."""
    _replace(path, "".join(json.dumps(to_json(record), ensure_ascii=False) + "\n" for record in records))


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", errors="surrogatepass")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageError(f"can't write {str(path)!r}: {error.strerror}") from error
