"""What of a record a caller sees: without the privacy role overlap is pass, fail or not assessable, nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from casewright.measures.privacy import overlap_reasons
from casewright.types import Privacy
from casewright.wire import from_json

__all__ = ["WITHHELD", "Overlap", "visible"]

Overlap = Literal["pass", "fail", "not_assessable"]
WITHHELD = "withheld"
"""Stands for a string in which something that copied the corpus is masked."""
COPIES = "the text copies what it must not"
MASK = "█"
TEXTUAL = ("fidelity", "facts", "diversity", "seal", "wording_share")
"""What of a masked text would tell how much of it is masked, and where."""


def visible(record: Mapping[str, Any], *, privacy: bool) -> dict[str, Any]:
    """The record as it may be shown.

    Args:
        record: As the ledger keeps it, or as `casewright.wire.to_json` gives it.
        privacy: Whether the caller holds the privacy role, and so sees all of it.

    Without the role no figure, span or mask of overlap is in it: ``privacy`` holds ``overlap`` (`Overlap`) and the
    identifiers found, a text with masks is ``null`` with whatever was measured on it, reasons say no more than that the
    text copies, and of earlier attempts the same holds.
    """
    if privacy:
        return dict(record)
    masked = bool(record.get("masked"))
    shown = _assessed(record, masked=masked)
    if masked:
        shown["diagnoses"] = []
    if "decision" in record:
        shown["decision"] = _reasoned(record["decision"], masked=masked and record["decision"].get("by") == "gate")
    if record.get("history"):
        shown["history"] = [_attempt(one) for one in record["history"]]
    text = None if masked else shown.get("text")
    return {name: value if name == "text" else _unmasked(value, text) for name, value in shown.items()}


def _overlap(privacy: Mapping[str, Any] | None, *, masked: bool) -> Overlap | None:
    """Whether a text copies the reference corpus; ``None`` where it was not looked at."""
    if masked:
        return "fail"
    if privacy is None:
        return None
    found = from_json(Privacy, privacy)
    if overlap_reasons(found):
        return "fail"
    return "not_assessable" if found.reference is None else "pass"


def _assessed(found: Mapping[str, Any], *, masked: bool) -> dict[str, Any]:
    """A record, or an attempt's assessment, without what overlap was found."""
    shown = {**found, "privacy": _privacy(found.get("privacy"), masked=masked)}
    if masked:
        shown |= {name: None for name in TEXTUAL if name in found}
        shown |= {name: empty for name, empty in (("text", None), ("sections", [])) if name in found}
    return shown


def _privacy(privacy: Mapping[str, Any] | None, *, masked: bool) -> dict[str, Any] | None:
    """Identifiers are the text's own; where it is masked, their places would show what is not."""
    told = _overlap(privacy, masked=masked)
    phi = privacy.get("phi", []) if privacy and not masked else []
    return None if told is None else {"overlap": told, "phi": phi}


def _attempt(attempt: Mapping[str, Any]) -> dict[str, Any]:
    found = attempt.get("assessment")
    report: Mapping[str, Any] = (found or {}).get("report") or {}
    masked = bool(report.get("masked"))
    shown = _reasoned(attempt, masked=masked)
    if found is None:
        return shown
    return {**shown, "assessment": {**_assessed(found, masked=masked), "report": _report(report, masked=masked)}}


def _report(report: Mapping[str, Any], *, masked: bool) -> dict[str, Any]:
    return {**report, "text": None, "sections": []} if masked else dict(report)


def _reasoned(told: Mapping[str, Any], *, masked: bool) -> dict[str, Any]:
    """A decision or attempt with one reason of overlap at most, which holds no figure and names no check.

    Of a masked text it is the only one: whatever else was found tells how much is left of it.
    """
    reasons: list[dict[str, Any]] = []
    for one in told.get("reasons", ()):
        reason = _reason(one)
        if reason not in reasons and (reason["kind"] == "overlap" or not masked):
            reasons.append(reason)
    return {**told, "reasons": reasons}


def _reason(reason: Mapping[str, Any]) -> dict[str, Any]:
    return {**reason, "message": COPIES, "target": None} if reason.get("kind") == "overlap" else dict(reason)


def _unmasked(value: Any, text: str | None) -> Any:
    """Strings with masks withheld, except those that stand so in a text that was not masked."""
    if isinstance(value, str):
        return WITHHELD if MASK in value and not (text and value in text) else value
    if isinstance(value, Mapping):
        return {_unmasked(name, text): _unmasked(item, text) for name, item in value.items()}
    return [_unmasked(item, text) for item in value] if isinstance(value, Sequence) else value
