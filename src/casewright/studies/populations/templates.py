"""Sentences told in shared templates: each arm's share beside real notes', at equal number and length"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from casewright.measures.diversity.sets.frames import Frames, template_share
from casewright.measures.diversity.sets.jackknife import jackknife, t_quantile
from casewright.measures.figure import Figure
from casewright.runs.set_sources import guarded
from casewright.studies.diversity.bounds import bounded
from casewright.studies.diversity.equal import Equal, Side
from casewright.types import Language

__all__ = ["TemplateShare", "template_shares"]


@dataclass(frozen=True, slots=True)
class TemplateShare:
    """One side's share."""

    side: str
    baseline: bool
    real: bool
    language: Language
    share: Figure


def template_shares(equal: Equal, language: Language, seed: int) -> tuple[TemplateShare, ...]:
    """Of every side: sentences whose skeleton stands in as many texts as make a template."""
    with guarded("counting templates"):
        return tuple(
            TemplateShare(side.name, side.baseline, side.real, language, _share(side, language, seed))
            for side in equal.sides
        )


def _share(side: Side, language: Language, seed: int) -> Figure:
    frames, n = Frames([(one.text, language) for one in side.texts]), len(side.texts)
    order = np.random.default_rng(seed).permutation(n)
    found = jackknife(lambda kept: {"share": template_share(frames, kept)}, order)
    return _figure(found.values, found.errors, found.degrees, n)


def _figure(values: Mapping[str, float | None], errors: Mapping[str, float | None], degrees: int, n: int) -> Figure:
    value, error = values["share"], errors["share"]
    if value is None:
        return Figure(None, n, note="not estimable: no sentence of four function words")
    if error is None or not degrees:
        return bounded(Figure(value, n, note="too few texts for an interval"))
    reach = error * t_quantile(0.975, degrees)
    return bounded(
        Figure(value, n, max(0.0, value - reach), min(1.0, value + reach), f"jackknife, {degrees + 1} groups")
    )
