"""The loop-seal gap: what a judge that the loop never saw makes of what the loop accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casewright.certificates import Certificate, Rate
from casewright.graphs.parts import Limits, Parts
from casewright.graphs.sealing import Ruling, ruling_of
from casewright.measures.prevalence import Corrected, corrected_share
from casewright.runs.acceptance import told
from casewright.runs.proportions import proportion
from casewright.types import Record

__all__ = ["seal_gap"]

NONE = "no judge of another family than the writer's and the loop's was asked (roles.seal)"
RELATED = "the sealed judge is, or may be, of a family that takes part in the loop: it annotates"


def seal_gap(parts: Parts, records: Sequence[Record], levels: Mapping[str, str]) -> dict[str, Any]:
    """Refused of asked over all samples that the loop accepted, raw and corrected for the seal's own errors.

    ``state`` is ``certified``, ``seal_uncertified`` (it annotates) or ``no_second_family``. The corrected gap needs
    error rates of whole reports; where the seal's exam has them by family of criteria alone, each family's unmet
    verdicts are corrected instead.
    """
    asked = [record for record in records if record.seal is not None]
    rulings = [_ruling(record, parts.limits, levels) for record in asked]
    return {
        "state": _state(parts, records),
        "why": {"none": NONE, "same_family": RELATED, "other_family": ""}[parts.gating.seal_state],
        "judge": parts.seal.name if parts.seal else None,
        "refused_of_asked": proportion(rulings.count("refuses"), len(asked)),
        "could_not_answer": rulings.count("cannot_answer"),
        "corrected": [_corrected(parts, language, asked, rulings) for language in _languages(asked)],
    }


def _state(parts: Parts, records: Sequence[Record]) -> str:
    if parts.gating.seal_state != "other_family":
        return "no_second_family"
    heard = all(parts.gating.seal.get(record.language) for record in records)
    return "certified" if heard and parts.gating.seal else "seal_uncertified"


def _languages(records: Sequence[Record]) -> list[Any]:
    return sorted({record.language for record in records})


def _ruling(record: Record, limits: Limits, levels: Mapping[str, str]) -> Ruling:
    """What it decided; where it only annotates or a person decided since, what its votes amount to."""
    if record.decision.by == "seal":
        return "refuses" if record.decision.outcome == "rejected" else "cannot_answer"
    certified = record.decision.by == "gate" and "seal_uncertified" not in record.marks
    if certified and "no_second_family" not in record.marks:
        return "accepts"
    return "cannot_answer" if record.seal is None else ruling_of(record.seal, limits, levels[record.order or ""])


def _corrected(parts: Parts, language: Any, asked: Sequence[Record], rulings: Sequence[Ruling]) -> dict[str, Any]:
    own = [(record, said) for record, said in zip(asked, rulings, strict=True) if record.language == language]
    found = parts.gating.seal.get(language, ())
    if not found:
        return {"language": language, "gap": _missing("the sealed judge has no certificate"), "families": {}}
    certificate = found[0]
    if certificate.gate is None:
        gap = _missing("its exam holds error rates of criteria, not of whole reports")
    else:
        passed = sum(said == "accepts" for _, said in own)
        gap = _unfit(passed, len(own), certificate.gate.false_accepts, certificate.gate.false_rejects)
    return {"language": language, "gap": gap, "families": _families(certificate, [record for record, _ in own])}


def _families(certificate: Certificate, records: Sequence[Record]) -> dict[str, Any]:
    """Unmet verdicts of all that were met or unmet, by family, raw and corrected."""
    found = {}
    for name, family in certificate.families.items():
        verdicts = [
            item.verdict
            for record in records
            for item in (record.seal.criteria if record.seal else ())
            if f"{item.role}/{item.aspect}" == name and item.verdict in ("met", "unmet")
        ]
        met = verdicts.count("met")
        if verdicts:
            found[name] = {
                "unmet": proportion(len(verdicts) - met, len(verdicts)),
                "corrected": _unfit(met, len(verdicts), family.false_accepts, family.false_rejects),
            }
    return found


def _unfit(passed: int, n: int, false_accepts: Rate, false_rejects: Rate) -> dict[str, Any]:
    """The corrected share of what should not have passed."""
    found = corrected_share(passed, n, false_accepts, false_rejects)
    return told(Corrected(1 - found.share, 1 - found.high, 1 - found.low) if isinstance(found, Corrected) else found)


def _missing(why: str) -> dict[str, Any]:
    return {"share": None, "low": None, "high": None, "why": why}
