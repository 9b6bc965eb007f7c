"""One report as a record of Argilla's, with or without what the machine made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casewright.runs.exporting.argilla.settings import CONTEXT, EVIDENCE, PRESENT, TEXT, VERDICT
from casewright.runs.exporting.columns import plain_text
from casewright.types import CriterionResult, Outcome, Record

__all__ = ["criteria_in", "record_json"]

WORDS: dict[Outcome, str] = {"accepted": "accept", "surplus": "accept", "rejected": "reject"}


def criteria_in(record: Record) -> tuple[str, ...]:
    """Ids of the criteria that it was asked."""
    return (
        tuple(item.id for item in record.fidelity.criteria if item.verdict != "not_applicable")
        if record.fidelity
        else ()
    )


def record_json(record: Record, *, told: bool) -> dict[str, Any]:
    """A record with a text. ``told`` adds the machine's verdict, answers and quotations as suggestions."""
    text = plain_text(record.text or "")
    context = f"{record.code} {record.title} · {record.kind} · {record.language}"
    return {
        "id": f"{record.run}/{record.id}",
        "fields": {CONTEXT: plain_text(context), TEXT: text},
        "metadata": _metadata(record, told=told),
        "suggestions": dict(_suggestions(record, text)) if told else {},
        "responses": {},
        "vectors": {},
    }


def _metadata(record: Record, *, told: bool) -> dict[str, Any]:
    own: dict[str, Any] = {"run": record.run, "sample": record.id}
    own |= {name: getattr(record, name) for name in ("system", "code", "language", "kind")}
    if told:
        own |= {"outcome": record.decision.outcome, "decided_by": record.decision.by}
        figures = record.fidelity
        numbers = {"support": figures.support, "coverage": figures.coverage} if figures else {}
        own |= {name: value for name, value in numbers.items() if value is not None}
    return own


def _suggestions(record: Record, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    word = WORDS.get(record.decision.outcome)
    if word:
        by = "human" if record.decision.by == "person" else "model"
        yield VERDICT, {"value": word, "type": by, "score": None, "agent": record.decision.by}
    criteria = record.fidelity.criteria if record.fidelity else ()
    present = [item.id for item in criteria if _is_present(item)]
    spans = [span for item in criteria for span in _spans(item, len(text))]
    for name, value in ((PRESENT, present), (EVIDENCE, spans)):
        if value:
            yield name, {"value": value, "type": "model", "score": None, "agent": "critics"}


def _is_present(item: CriterionResult) -> bool:
    """Whether more critics found it than anything else."""
    said = [vote.answer for vote in item.votes]
    return bool(said) and said.count("present") * 2 > len(said)


def _spans(item: CriterionResult, length: int) -> Iterator[dict[str, Any]]:
    places = {(quote.start, quote.end) for vote in item.votes if vote.answer == "present" for quote in vote.quotes}
    for start, end in sorted(places):
        if 0 <= start < end <= length:
            yield {"start": start, "end": end, "label": item.id}
