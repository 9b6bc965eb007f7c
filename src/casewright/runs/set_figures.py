"""The diversity of what a run accepted, for its summary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casewright.hashing import content_hash
from casewright.measures.diversity.sets import SetText, measure_set
from casewright.types import Record
from casewright.wire import to_json

__all__ = ["set_figures", "set_mark"]


def set_figures(records: Iterable[Record]) -> dict[str, Any]:
    """Figures of the accepted reports, overall and by code, and the alarms with the ids of what to replace.

    ``n`` is the number of reports, ``set`` a hash of which they are. There are no real notes beside them here, as a
    run holds fingerprints of its corpus only, so the alarms go by absolute lines.
    `casewright.measures.diversity.sets.measure_set` takes real notes.
    """
    records = [*records]
    texts = [SetText(record.id, record.code, record.language, record.text or "") for record in _accepted(records)]
    found = measure_set(texts)
    return {
        "n": len(texts),
        "set": set_mark(records),
        "overall": {name: to_json(figure) for name, figure in found.overall.items()},
        "by_code": {
            code: {name: to_json(figure) for name, figure in figures.items()} for code, figures in found.by_code.items()
        },
        "alarms": [to_json(alarm) for alarm in found.alarms],
    }


def set_mark(records: Iterable[Record]) -> str:
    """A hash of the ids of the accepted reports: figures of the same ones needn't be made again."""
    return content_hash(sorted(record.id for record in _accepted(records)))


def _accepted(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record.decision.outcome == "accepted" and record.text]
