"""An exam's figures as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casewright.certificates import GateSetting, Rate
from casewright.exams.catches import catches, fact_figures
from casewright.exams.figures import Figure, summarise_exam
from casewright.exams.paper import Sort
from casewright.exams.running import Result

__all__ = ["render_exam"]

SETTINGS: dict[GateSetting, str] = {"generate": "with its case", "evaluate": "evaluated alone"}
HEADS: dict[Sort, tuple[str, str, str, str]] = {
    "base": ("bases", "not accepted", "", ""),
    "defect": ("defect", "false accepts", "of accepted bases", "noticed"),
    "attack": ("attack", "turned", "of accepted bases", "noticed"),
    "edit": ("harmless edit", "outcome changed", "of accepted bases", "new reasons"),
}


def render_exam(results: Sequence[Result]) -> str:
    """Tables of false accepts and false rejects by setting, then what each setting saw; intervals are 95 % Wilson."""
    figures = summarise_exam(results)
    parts = [
        _section(setting, sort, [one for one in figures if (one.setting, one.sort) == (setting, sort)])
        for setting in SETTINGS
        for sort in HEADS
    ]
    return "\n\n".join([part for part in parts if part] + [_facts(results), _catches(results)])


def _section(setting: GateSetting, sort: Sort, figures: Sequence[Figure]) -> str:
    if not figures:
        return ""
    head, *columns = HEADS[sort]
    rows = [(f"{SETTINGS[setting]}: {head}", "", *columns)]
    for figure in figures:
        rest = ("", "") if sort == "base" else (_said(figure.fair), _said(figure.moved))
        rows.append((figure.name or "as written", figure.language or "both", _said(figure.wrong), *rest))
    return _aligned(rows)


def _said(share: Rate) -> str:
    if share.rate is None or share.low is None or share.high is None:
        return "0 of 0"
    return f"{share.hits} of {share.n} ({share.low:.2f}-{share.high:.2f})"


def _facts(results: Sequence[Result]) -> str:
    rows = [("told facts of bases", "found told", "missing", "contradicted", "other", "added")]
    for one in fact_figures(results):
        missing, denied = one.states.get("missing", 0), one.states.get("contradicted", 0)
        other = one.told.n - one.told.hits - missing - denied
        rows.append((one.language, _said(one.told), str(missing), str(denied), str(other), str(one.added)))
    return _aligned(rows)


def _catches(results: Sequence[Result]) -> str:
    rows = [("defects noticed by", "", "both", "with its case only", "alone only", "neither")]
    rows += [
        (one.operator, one.language, str(one.both), str(one.generate_only), str(one.evaluate_only), _said(one.neither))
        for one in catches(results)
    ]
    return _aligned(rows)


def _aligned(rows: Iterable[Sequence[str]]) -> str:
    table = list(rows)
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
    )
