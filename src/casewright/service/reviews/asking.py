"""The criteria of a sample, as a person is asked them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from casewright.errors import CasewrightError
from casewright.overlays import overlaid
from casewright.rubrics import Criterion, ResolvedRubric, resolve
from casewright.service.reviews.contracts import AskedCriterion

__all__ = ["asked_criteria", "criteria_of", "resolver"]


@lru_cache(maxsize=512)
def _resolved(system: str, code: str, kind: str, overlays: tuple[Path, ...]) -> ResolvedRubric:
    with overlaid(overlays):
        return resolve(code, kind=kind, system=system, overlays=overlays)


def resolver(overlays: tuple[Path, ...]) -> Any:
    """Gives the rubric for a (system, code, kind), resolved once a process."""

    def found(system: str, code: str, kind: str) -> ResolvedRubric:
        return _resolved(system, code, kind, overlays)

    return found


def criteria_of(record: Mapping[str, Any], overlays: tuple[Path, ...]) -> tuple[Criterion, ...]:
    """What is asked of a record, given as JSON; nothing where its code has no rubric any more."""
    person = (record.get("case") or {}).get("person") or {}
    try:
        return _resolved(record["system"], record["code"], record["kind"], overlays).applicable(person.get("age"))
    except CasewrightError:
        return ()


def asked_criteria(
    record: Mapping[str, Any], overlays: tuple[Path, ...], *, shown: Mapping[str, Any] | None = None
) -> tuple[AskedCriterion, ...]:
    """The criteria in the record's language.

    Args:
        record: As JSON.
        overlays: Folders that lie over our rubrics.
        shown: The record as the caller sees it, whose votes go with the criteria; ``None`` for who is blind.
    """
    results, seals = (_by_id((shown or {}).get(part)) for part in ("fidelity", "seal"))
    language = record["language"]
    return tuple(
        AskedCriterion(
            id=item.id,
            role=item.role,
            aspect=item.aspect,
            question=item.asks.get(language) or item.asks["en"],
            guidance=item.guidance.get(language) or "",
            clause=item.clause,
            want=item.want,
            weight=item.weight,
            hash=item.hash,
            result=results.get(item.id),
            seal=seals.get(item.id),
        )
        for item in criteria_of(record, overlays)
    )


def _by_id(fidelity: Mapping[str, Any] | None) -> Mapping[str, Mapping[str, Any]]:
    return {one["id"]: one for one in (fidelity or {}).get("criteria", ())}
