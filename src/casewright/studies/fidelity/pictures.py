"""Pictures of fidelity: arms side by side, and arms by code."""

from __future__ import annotations

from collections.abc import Sequence

from casewright.measures.figure import Figure
from casewright.studies.fidelity.judged import Judged, JudgedArm
from casewright.studies.fidelity.means import codes_of, figure_of, of_language
from casewright.studies.fidelity.survival import survival_share
from casewright.studies.picture import HeatMap, Intervals, Panel, Picture
from casewright.types import Language

__all__ = ["arms_picture", "codes_picture"]


def arms_picture(arms: Sequence[JudgedArm], seed: int) -> Picture:
    """Support, contradictions and fact survival of all that was written."""
    lines = _lines(arms)
    support = tuple((name, figure_of("support", items, seed)) for name, _, _, items in lines)
    broken = tuple((name, figure_of("contradicted", items, seed)) for name, _, _, items in lines)
    facts = tuple((name, survival_share(arm.arm, "first", language)) for name, arm, language, _ in lines)
    panels = (
        Panel("support", support, 0.8, "level that the gate asks", "high"),
        Panel("share with a contradiction", broken, better="low"),
        Panel("told facts found, first drafts", facts, 1.0, "every told fact", "high"),
    )
    caption = (
        "Of all that was written, passed or not, since what passed did so by these figures; facts of first drafts. "
        "95 % intervals: bootstrap of reports, Wilson, clustered by report. n beside each."
    )
    return Picture("fidelity-arms", "Fidelity of writers", caption, Intervals(panels))


def codes_picture(arms: Sequence[JudgedArm], seed: int) -> Picture:
    """Support by arm and code."""
    lines = _lines(arms)
    codes = sorted({code for _, arm, language, _ in lines for code in codes_of(arm, language)})
    cells = tuple(tuple(_cell(items, code, seed) for code in codes) for *_, items in lines)
    caption = "Mean support of all that was written for a code, passed or not; empty where nothing was."
    drawing = HeatMap(tuple(name for name, *_ in lines), tuple(codes), cells, "support")
    return Picture("fidelity-codes", "Support by code", caption, drawing)


def _lines(arms: Sequence[JudgedArm]) -> list[tuple[str, JudgedArm, Language, list[Judged]]]:
    """A line an arm and language; the language is named where there are several."""
    several = len({language for arm in arms for language in arm.languages()}) > 1
    return [
        (f"{arm.arm.name} ({language})" if several else arm.arm.name, arm, language, of_language(arm.written, language))
        for arm in arms
        for language in arm.languages()
    ]


def _cell(items: Sequence[Judged], code: str, seed: int) -> Figure | None:
    own = [item for item in items if item.report.code == code]
    return figure_of("support", own, seed) if own else None
