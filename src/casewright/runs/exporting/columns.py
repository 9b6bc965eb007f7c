"""The columns of a flat export: plain values for people and tables, the evidence behind them as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from casewright.types import Record
from casewright.wire import to_json

__all__ = ["COLUMNS", "Column", "Sort", "flat_row", "plain_text"]

Sort = Literal["text", "whole", "number", "yes_no", "names", "json"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what kind of value it holds and where it is read. ``json`` holds JSON text, ``names`` a list."""

    name: str
    sort: Sort
    read: Callable[[Record], Any]


def flat_row(record: Record) -> dict[str, Any]:
    """A record's values by column; what a record doesn't have is ``None``."""
    return {column.name: _value(column, record) for column in COLUMNS}


def plain_text(text: str) -> str:
    """Text that UTF-8 has a place for: lone surrogates become U+FFFD, one for one, so that offsets hold."""
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)


def _value(column: Column, record: Record) -> Any:
    found = column.read(record)
    if found is None:
        return None
    if column.sort == "json":
        return plain_text(json.dumps(to_json(found), ensure_ascii=False))
    if column.sort == "names":
        return [plain_text(str(item)) for item in found]
    return plain_text(found) if isinstance(found, str) else found


def _in(part: str, name: str) -> Callable[[Record], Any]:
    """A field of a part that a record may lack."""
    return lambda record: getattr(getattr(record, part), name, None)


def _person(name: str) -> Callable[[Record], Any]:
    return lambda record: getattr(record.case.person, name) if record.case else None


def _role(name: str) -> Callable[[Record], Any]:
    return lambda record: record.models.get(name)


def _top(name: str, sort: Sort) -> Column:
    return Column(name, sort, lambda record: getattr(record, name))


def _part(sort: Sort, part: str, names: Mapping[str, str]) -> tuple[Column, ...]:
    return tuple(Column(column, sort, _in(part, name)) for column, name in names.items())


def _unplanned(record: Record) -> int | None:
    return None if record.privacy is None else sum(not found.planned for found in record.privacy.phi)


COLUMNS: tuple[Column, ...] = (
    *(_top(name, "text") for name in ("id", "text", "code", "system", "title", "kind", "language")),
    _top("synthetic", "yes_no"),
    *_part("text", "decision", {"outcome": "outcome", "decided_by": "by", "who": "who", "judging": "judging"}),
    Column("reasons", "json", lambda record: record.decision.reasons),
    Column("age", "whole", _person("age")),
    Column("sex", "text", _person("sex")),
    Column("gender", "text", _person("gender")),
    Column("severity", "text", lambda record: record.case.traits.get("severity") if record.case else None),
    Column("comorbidities", "names", lambda record: record.case.comorbidities if record.case else None),
    *_part("number", "fidelity", {name: name for name in ("support", "coverage", "score", "documentation")}),
    Column("contradictions", "names", _in("fidelity", "contradictions")),
    *_part("whole", "diversity", {"tokens": "tokens"}),
    *_part("number", "diversity", {name: name for name in ("mtld", "mattr", "hdd", "novelty", "self_bleu")}),
    *_part("text", "privacy", {"compared_with": "reference"}),
    *_part("whole", "privacy", {"longest_run": "longest_run"}),
    *_part("number", "privacy", {"containment_8": "containment_8", "nearest": "nearest"}),
    Column("identifiers_unplanned", "whole", _unplanned),
    _top("masked", "yes_no"),
    _top("attempts", "whole"),
    _top("wording_share", "number"),
    *(Column(name, "text", _role(role)) for name, role in (("writer", "writer"), ("critics", "critics"))),
    Column("sealed_judge", "text", _role("seal")),
    *_part("text", "rubric", {"rubric": "id", "rubric_version": "version", "rubric_hash": "hash"}),
    *(_top(name, "names") for name in ("gated_by", "marks", "certificates")),
    _top("run", "text"),
    _top("order", "text"),
    _top("seed", "whole"),
    *_part("whole", "cost", {name: name for name in ("calls", "prompt_tokens", "completion_tokens")}),
    *_part("number", "cost", {"model_seconds": "seconds", "usd": "usd"}),
    *(
        _top(name, "json")
        for name in ("sections", "diagnoses", "fidelity", "facts", "diversity", "privacy", "case", "seal", "extra")
    ),
    _top("schema", "whole"),
)
"""Of the record, ``history`` is left out: texts of drafts that failed have no place in a table of reports."""
