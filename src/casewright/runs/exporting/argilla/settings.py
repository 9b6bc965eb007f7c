"""The data set's settings: fields, questions, metadata, as version 2 of Argilla's SDK writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["CONTEXT", "EVIDENCE", "PRESENT", "REASON", "TEXT", "VERDICT", "dataset_json", "settings_json"]

TEXT, CONTEXT = "report", "asked_for"
VERDICT, PRESENT, EVIDENCE, REASON = "verdict", "present", "evidence", "reason"
FEWEST = 2
"""Options that a choice needs."""
GUIDELINES = (
    "Each report was written for an imagined patient with the diagnosis that is named above it. Judge whether it is a "
    "report that one could believe for that diagnosis: accept or reject. Mark which criteria it shows, and the words "
    "that show them. Say why you reject."
)
OVERLAP: Mapping[str, Any] = {"strategy": "overlap", "min_submitted": 1}
TERMS = ("run", "sample", "system", "code", "language", "kind")
MACHINE_TERMS, MACHINE_NUMBERS = ("outcome", "decided_by"), ("support", "coverage")


def dataset_json(name: str, annotators: int = 1) -> dict[str, Any]:
    """What ``.argilla/dataset.json`` holds."""
    spread = {**OVERLAP, "min_submitted": annotators}
    return {"name": name, "guidelines": GUIDELINES, "allow_extra_metadata": False, "distribution": spread}


def settings_json(criteria: Iterable[str], *, told: bool, annotators: int = 1) -> dict[str, Any]:
    """What ``.argilla/settings.json`` holds.

    Args:
        criteria: Ids of those that any of the reports was asked.
        told: Whether records hold what the machine made of them.
        annotators: Who must have judged a report before it counts as done.
    """
    terms = (*TERMS, *(MACHINE_TERMS if told else ()))
    return {
        "guidelines": GUIDELINES,
        "questions": _questions(tuple(criteria)),
        "fields": [_field(CONTEXT, "Asked for"), _field(TEXT, "Report")],
        "vectors": [],
        "metadata": [
            *(_metadata(name, "terms", values=None) for name in terms),
            *(_metadata(name, "float", min=None, max=None) for name in (MACHINE_NUMBERS if told else ())),
        ],
        "allow_extra_metadata": False,
        "distribution": {**OVERLAP, "min_submitted": annotators},
        "mapping": None,
    }


def _questions(criteria: tuple[str, ...]) -> list[dict[str, Any]]:
    options = [{"value": name, "text": name.replace("-", " "), "description": None} for name in criteria]
    words = [{"value": word, "text": word.capitalize(), "description": None} for word in ("accept", "reject")]
    found = [_question(VERDICT, "Verdict", {"type": "label_selection", "options": words}, required=True)]
    if len(options) >= FEWEST:
        several = {"type": "multi_label_selection", "options": options, "options_order": "natural"}
        spans = {"type": "span", "field": TEXT, "allow_overlapping": True, "options": options}
        found += [_question(PRESENT, "Criteria that it shows", several), _question(EVIDENCE, "Words that show", spans)]
    return [*found, _question(REASON, "Why", {"type": "text", "use_markdown": False})]


def _question(name: str, title: str, settings: Mapping[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "title": title, "description": None, "required": required, "settings": dict(settings)}


def _field(name: str, title: str) -> dict[str, Any]:
    return {"name": name, "title": title, "required": True, "settings": {"type": "text", "use_markdown": False}}


def _metadata(name: str, sort: str, **more: Any) -> dict[str, Any]:
    settings = {"type": sort, "visible_for_annotators": True, **more}
    return {"name": name, "title": name.replace("_", " "), "visible_for_annotators": True, "settings": settings}
