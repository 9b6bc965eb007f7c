"""Reports that were made elsewhere, or judged by `casewright evaluate`: one arm a file"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from casewright.runs.set_texts import BadText, GivenText, TextFields, read_texts, usable
from casewright.studies.loading.lines import holds_records, read_lines
from casewright.studies.loading.portion import Place, Portion
from casewright.studies.loading.slimming import Slimmer
from casewright.studies.material import StudyReport

__all__ = ["read_file"]

ROWS_LISTED = 5


def read_file(place: Place, slimmer: Slimmer, fields: TextFields) -> Portion:
    """The reports of a file of records, of a table file, or of a folder of texts.

    Reports of two files tell no case together, whatever their ids: only records that hold their case are paired.

    Raises:
        InputError: it can't be read or holds no text; a line of a file of records is no record.
    """
    path = place.path or Path(place.told)
    name = place.arm or _name(path)
    if path.is_file() and holds_records(path):
        found, said = read_lines([path], slimmer, of_run=False), _partly(path)
    else:
        found, said = _texts(path, fields)
    own = tuple(replace(one, pair=one.pair or f"{name}/{one.id}") for one in found)
    return Portion(place.told, own, name, said=said)


def _name(path: Path) -> str:
    base = path.name
    for ending in (".gz", ".jsonl", ".csv", ".parquet", ".txt", ".md"):
        base = base.removesuffix(ending)
    return base or path.name


def _partly(path: Path) -> tuple[str, ...]:
    if path.name.startswith("accepted."):
        return (f"{str(path)!r} holds what was accepted alone: how many were tried can't be told from it",)
    return ()


def _texts(path: Path, fields: TextFields) -> tuple[list[StudyReport], tuple[str, ...]]:
    texts, bad = usable(read_texts([path], fields), repr(str(path)))
    return [_report(one) for one in texts], _unread(path, bad)


def _report(one: GivenText) -> StudyReport:
    return StudyReport(one.id, "", one.code, one.language, "", one.text)


def _unread(path: Path, bad: Sequence[BadText]) -> tuple[str, ...]:
    if not bad:
        return ()
    listed = "; ".join(f"{one.place}: {one.why}" for one in bad[:ROWS_LISTED])
    more = f"; and {len(bad) - ROWS_LISTED} more" if len(bad) > ROWS_LISTED else ""
    return (f"{str(path)!r}: {len(bad)} rows can't be measured ({listed}{more})",)
