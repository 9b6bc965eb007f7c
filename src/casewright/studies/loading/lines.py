"""Records as JSON lines, made into reports of a study; whatever is no record is refused by its line's number"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from casewright.errors import InputError
from casewright.hashing import content_hash
from casewright.measures.privacy.rows import read_rows
from casewright.studies.loading.slimming import Slimmer
from casewright.studies.material import StudyReport
from casewright.types import Language, Outcome

__all__ = ["holds_records", "read_lines", "report_of"]

JSON = Mapping[str, Any]
OUTCOMES = frozenset(get_args(Outcome))
LANGUAGES = frozenset(get_args(Language))


def holds_records(path: Path) -> bool:
    """Whether the first row of a file is a record of ours."""
    if not path.name.lower().endswith((".jsonl", ".jsonl.gz")):
        return False
    return any(_is_record(row) for _, row in _first(path))


def read_lines(paths: Sequence[Path], slimmer: Slimmer, *, of_run: bool) -> list[StudyReport]:
    """The reports of export files, in sample order.

    Args:
        paths: Files of records; one that isn't there is left out.
        slimmer: Makes their records small.
        of_run: Whether they are all that a run decided; else the reports name no run, and their ids, which may be
            anybody's, are made to stand once.

    Raises:
        InputError: a line that is no record, by file and number, or one sample of a run in two lines.
    """
    found: dict[str, StudyReport] = {}
    for path in paths:
        for number, row in read_rows(path) if path.is_file() else ():
            place = f"{str(path)!r}, line {number}"
            if isinstance(row, str):
                raise InputError(f"{place}: {row}")
            report = report_of(row, slimmer, place, of_run=of_run)
            if report.id in found and of_run:
                raise InputError(f"{place}: sample {report.id!r} stands in another line already")
            name = report.id if report.id not in found else f"{report.id}#{len(found)}"
            found[name] = replace(report, id=name)
    return [found[name] for name in sorted(found)] if of_run else list(found.values())


def report_of(row: JSON, slimmer: Slimmer, place: str, *, of_run: bool) -> StudyReport:
    """One record as a report.

    Raises:
        InputError: it is no record; the message names its place and field, and holds nothing of it.
    """
    try:
        outcome, language, case = row["decision"]["outcome"], row["language"], row.get("case")
        kept = {**slimmer.slim(row), "digest": _digest(row)}
        report = StudyReport(
            id=str(row["id"]),
            pair=_pair(case) if case else "",
            code=str(row["code"]),
            language=language,
            kind=str(row.get("kind") or ""),
            text=row.get("text") or "",
            outcome=outcome,
            system=str(row["system"]),
            record=kept,
            run=str(row["run"]) if of_run else "",
        )
    except KeyError as error:
        raise InputError(f"{place}: no record: field {error.args[0]!r} is missing") from None
    except (TypeError, AttributeError, ValueError):
        raise InputError(f"{place}: no record: a field is of another kind than in docs/exports.md") from None
    if outcome not in OUTCOMES or language not in LANGUAGES or not isinstance(report.text, str):
        raise InputError(f"{place}: no record: its outcome, language or text is none that we know")
    return report


def _digest(row: JSON) -> str:
    """Tells two states of a record apart, for parts that are kept by content."""
    return hashlib.blake2b(json.dumps(row).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _pair(case: JSON) -> str:
    """Steering may give one place of an order different cases in two runs; a hash of the case tells them apart."""
    told = content_hash([case["person"], case["facts"], case.get("traits")], 8)
    return f"{case['seed']}:{case['order']}:{case['index']}:{told}"


def _is_record(row: JSON | str) -> bool:
    return not isinstance(row, str) and "schema" in row and isinstance(row.get("decision"), dict)


def _first(path: Path) -> Iterator[tuple[int, JSON | str]]:
    for number, row in read_rows(path):
        yield number, row
        return
