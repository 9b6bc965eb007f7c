"""Populations as tables"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casewright.measures.figure import Figure
from casewright.studies.populations.cases import ArmCases, CaseTrait
from casewright.studies.populations.columns import (
    CASES,
    CASES_NOTE,
    CONCEPTS,
    SEVERITY,
    SEVERITY_NOTE,
    SYMPTOMS,
    SYMPTOMS_NOTE,
    TEMPLATES,
    TEXTS,
    TEXTS_NOTE,
)
from casewright.studies.populations.divergence import Divergence
from casewright.studies.populations.finding import ArmTelling, Found
from casewright.studies.populations.symptoms import ConceptUse
from casewright.studies.populations.texts import FEWEST_REAL, SideTexts, TextTrait
from casewright.studies.table import Cell, Row, Table

__all__ = ["list_tables"]

SHOWN = 8
"""Symptoms a direction and arm."""


def list_tables(found: Found) -> Iterator[Table]:
    """The tables that there is something for."""
    if any(arm.traits for arm in found.cases):
        rows = [_case_row(arm, trait) for arm in found.cases for trait in arm.traits]
        yield Table("populations-cases", "Traits of cases", ("Arm", "Trait"), CASES, tuple(rows), CASES_NOTE)
    if found.texts:
        rows = [_text_row(side, trait) for side in found.texts for trait in side.traits]
        labels = ("Arm", "Language", "Trait")
        yield Table("populations-texts", "Traits as texts tell them", labels, TEXTS, tuple(rows), _texts_note(found))
    if found.telling:
        yield from _of_telling(found.telling)
    if found.templates:
        rows = [Row((one.side, one.language), {"share": _cell(one.share)}, one.baseline) for one in found.templates]
        note = f"Equal numbers and lengths. {found.templates_said}"
        yield Table("populations-templates", "Shared templates", ("Arm", "Language"), TEMPLATES, tuple(rows), note)


def _case_row(arm: ArmCases, trait: CaseTrait) -> Row:
    cells = {
        **_told(trait.mean, trait.asked_mean, ("mean", "asked_mean")),
        **_told(trait.spread_target, trait.spread_asked, ("spread_target", "spread_asked")),
        **_divergences({"target": trait.target, "kept": trait.kept, "drawn": trait.drawn}),
    }
    if trait.target_mean is not None:
        cells["target_mean"] = f"{trait.target_mean:.1f}, exactly"
    return Row((arm.arm, trait.title), cells, arm.baseline)


def _told(first: Figure | None, second: Figure | None, names: tuple[str, str]) -> dict[str, Cell]:
    return {name: _cell(one) for name, one in zip(names, (first, second), strict=True) if one is not None}


def _divergences(found: Mapping[str, Divergence | None]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for name, one in found.items():
        if one is not None:
            cells |= {name: _cell(one.figure), f"{name}_chance": _cell(one.chance)}
    return cells


def _cell(figure: Figure) -> Cell:
    return figure if figure.value is not None else f"{figure.note or 'not estimable'} (n = {figure.n})"


def _text_row(side: SideTexts, trait: TextTrait) -> Row:
    if side.real and trait.mean is not None and trait.mean.n < FEWEST_REAL:
        few = f"not shown: {trait.mean.n} real notes tell it, and {FEWEST_REAL} are needed"
        return Row((side.side, side.language, trait.title), {"mean": few, "tells": _cell(trait.tells)}, side.baseline)
    cells = {
        "tells": _cell(trait.tells),
        **_told(trait.mean, trait.spread, ("mean", "spread")),
        **_told(trait.deviation, None, ("deviation", "")),
        **_divergences({"divergence": trait.divergence}),
    }
    if trait.apart is not None:
        cells |= {"ks": _cell(trait.apart.ks), "ks_chance": _cell(trait.apart.ks_chance)}
        cells |= {"wasserstein": _cell(trait.apart.wasserstein)}
        cells |= {"wasserstein_chance": _cell(trait.apart.wasserstein_chance)}
    return Row((side.side, side.language, trait.title), cells, side.baseline)


def _texts_note(found: Found) -> str:
    drawn = [f"{one.side} ({one.language}): {one.read} of {one.of}" for one in found.texts if one.read < one.of]
    return TEXTS_NOTE + (f" Read of larger sets: {'; '.join(drawn)}." if drawn else "")


def _of_telling(found: Sequence[ArmTelling]) -> Iterator[Table]:
    drawn = [f"{one.arm}: {one.read} of {one.of} reports read" for one in found if one.read < one.of]
    said = f" {'; '.join(drawn)}." if drawn else ""
    rows = [Row((one.arm,), _severity(one), one.baseline) for one in found]
    yield Table(
        "populations-severity", "Severity told against planned", ("Arm",), SEVERITY, tuple(rows), SEVERITY_NOTE + said
    )
    rows = [Row((one.arm,), _symptoms(one), one.baseline) for one in found]
    yield Table(
        "populations-symptoms", "Symptoms told against planned", ("Arm",), SYMPTOMS, tuple(rows), SYMPTOMS_NOTE + said
    )
    rows = [row for one in found for row in _concepts(one)]
    if rows:
        note = f"At most {SHOWN} each way and arm, largest difference first; Newcombe's intervals."
        labels = ("Arm", "Symptom")
        yield Table(
            "populations-concepts", "Symptoms told too often or too seldom", labels, CONCEPTS, tuple(rows), note
        )


def _severity(one: ArmTelling) -> dict[str, Cell]:
    return {column.id: _cell(getattr(one.severity, column.id)) for column in SEVERITY}


def _symptoms(one: ArmTelling) -> dict[str, Cell]:
    told = one.symptoms
    figures = {name: _cell(getattr(told, name)) for name in ("planned", "told", "omitted", "beyond")}
    counts = {"tested": told.tested, "overused": len(told.overused), "underused": len(told.underused)}
    return {**figures, **{name: str(count) for name, count in counts.items()}}


def _concepts(one: ArmTelling) -> Iterator[Row]:
    for use in (*one.symptoms.overused[:SHOWN], *one.symptoms.underused[:SHOWN]):
        yield Row((one.arm, use.concept), _use(use), one.baseline)


def _use(use: ConceptUse) -> dict[str, Cell]:
    return {"told": use.told, "asked": use.asked, "difference": use.difference}
