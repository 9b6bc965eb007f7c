"""Support, coverage, documentation and contradictions of an arm, of what it delivers and of all that it wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from casewright.measures.figure import Figure
from casewright.studies.fidelity.judged import Judged, JudgedArm
from casewright.studies.statistics import mean_interval, share
from casewright.studies.table import Cell, Column, Row, Table
from casewright.types import Language

__all__ = ["Scope", "code_rows", "codes_of", "figure_of", "means_table", "of_language"]

Scope = Literal["delivered", "written"]
SCOPES: tuple[Scope, ...] = ("delivered", "written")


@dataclass(frozen=True, slots=True)
class _Measure:
    title: str
    better: Literal["high", "low"]
    value: Callable[[Judged], float | None]


MEASURES: Mapping[str, _Measure] = {
    "support": _Measure("support", "high", lambda item: item.support),
    "contradicted": _Measure("with a contradiction", "low", lambda item: float(bool(item.contradictions))),
    "coverage": _Measure("coverage", "high", lambda item: item.coverage),
    "documentation": _Measure("documentation", "high", lambda item: item.documentation),
}
NOTE = (
    "Support is the weight of supporting criteria met over those met or unmet, coverage the weight answered over the "
    "weight asked, documentation the share met of what only advises, as the gate counts them. Intervals: bootstrap of "
    "reports; of shares Wilson's, and nothing found carries its upper bound. What was delivered has passed the gate by "
    "these very figures: only what was written compares writers."
)


def of_language(items: Sequence[Judged], language: Language) -> list[Judged]:
    """Those in one language."""
    return [item for item in items if item.report.language == language]


def figure_of(measure: str, items: Sequence[Judged], seed: int) -> Figure:
    """One measure's mean with its interval; reports for which it has no denominator are left out of its n."""
    values = [value for item in items if (value := MEASURES[measure].value(item)) is not None]
    if measure == "contradicted":
        return share(round(sum(values)), len(values))
    return mean_interval(values, seed=seed)


def means_table(arms: Sequence[JudgedArm], seed: int) -> Table:
    """A row an arm and language."""
    rows = [
        Row((judged.arm.name, language), _cells(judged, language, None, seed), judged.arm.parrot)
        for judged in arms
        for language in judged.languages()
    ]
    return Table("fidelity", "Rubric results", ("arm", "language"), _columns(), tuple(rows), _note(arms))


def code_rows(arms: Sequence[JudgedArm], seed: int) -> Table:
    """A row an arm, language and code."""
    rows = [
        Row((judged.arm.name, language, code), _cells(judged, language, code, seed), judged.arm.parrot)
        for judged in arms
        for language in judged.languages()
        for code in codes_of(judged, language)
    ]
    title, labels = "Rubric results by code", ("arm", "language", "code")
    return Table("fidelity-codes", title, labels, _columns(), tuple(rows), _note(arms))


def codes_of(judged: JudgedArm, language: Language) -> list[str]:
    """The codes that an arm wrote reports for."""
    return sorted({item.report.code for item in of_language(judged.written, language)})


def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(f"{name}_{scope}", f"{measure.title}, {scope}", 2, measure.better)
        for scope in SCOPES
        for name, measure in MEASURES.items()
    )


def _cells(judged: JudgedArm, language: Language, code: str | None, seed: int) -> dict[str, Cell]:
    return dict(_each_cell(judged, language, code, seed))


def _each_cell(judged: JudgedArm, language: Language, code: str | None, seed: int) -> Iterator[tuple[str, Cell]]:
    for scope in SCOPES:
        items = of_language(judged.delivered if scope == "delivered" else judged.written, language)
        items = [item for item in items if code is None or item.report.code == code]
        for name in MEASURES:
            yield f"{name}_{scope}", figure_of(name, items, seed) if items else _nothing(judged, scope)


def _nothing(judged: JudgedArm, scope: Scope) -> Figure:
    if not judged.of:
        return Figure(None, 0, note="not estimable: nothing was written that has a record")
    return Figure(None, 0, note=f"not estimable: nothing {'passed' if scope == 'delivered' else 'was written'}")


def _note(arms: Sequence[JudgedArm]) -> str:
    told = [
        f"{item.arm.name}: of {item.of} written, {len(item.written)} are judged, {item.reviewed} of them reviewed here"
        for item in arms
        if item.reviewed
    ]
    if not told:
        return NOTE
    why = "Reports that failed before any critic saw them were reviewed here by the rules critic alone, as certified"
    return f"{NOTE} {why} ({'; '.join(told)})."
