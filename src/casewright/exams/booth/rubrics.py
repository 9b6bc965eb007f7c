"""Rubrics by code, resolved once, and which labels have one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from casewright.errors import CasewrightError
from casewright.exams.labels import Label
from casewright.graphs.parts import Resolver
from casewright.rubrics import ResolvedRubric, resolve

__all__ = ["resolver", "with_rubrics"]


def resolver(overlays: tuple[Path, ...]) -> Resolver:
    """Gives the rubric for a (system, code, kind); each is resolved once."""

    @cache
    def found(system: str, code: str, kind: str) -> ResolvedRubric:
        return resolve(code, kind=kind, system=system, overlays=overlays)

    return found


def with_rubrics(labels: Iterable[Label], resolve: Resolver) -> list[Label]:
    """The labels whose code has a rubric here."""
    found: dict[tuple[str, str, str], bool] = {}
    kept = []
    for label in labels:
        place = (label.system, label.code, label.kind)
        if place not in found:
            found[place] = _has_rubric(place, resolve)
        kept += [label] if found[place] else []
    return kept


def _has_rubric(place: tuple[str, str, str], resolve: Resolver) -> bool:
    try:
        resolve(*place)
    except CasewrightError:
        return False
    return True
