"""The report on a set for people: tables of figures, what they say, and which reports are meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from casewright.cli.measured import figure_line, print_compared, print_figures
from casewright.cli.tables import console, visible

if TYPE_CHECKING:
    from casewright.measures.diversity.sets import SetDiversity
    from casewright.runs.set_distances import SetDistances
    from casewright.runs.set_report import SetReport

__all__ = ["print_report"]

MOST_LISTED = 10


def print_report(report: SetReport, *, by_code: bool) -> None:
    """Everything that was measured, and what wasn't."""
    out = console()
    codes = ", ".join(f"{count} {code or 'without a code'}" for code, count in report.codes.items())
    _say(out, f"{report.texts} reports ({codes}); {', '.join(f'{n} {name}' for name, n in report.languages.items())}")
    _diversity(out, report.diversity, by_code=by_code)
    _copying(out, report)
    _distances(out, report.distances)
    _attacks(out, report)
    _identifiers(out, report)
    out.print(Rule("not assessed", align="left"))
    for line in report.not_assessed or ("nothing was left out",):
        _say(out, line)


def _diversity(out: Console, found: SetDiversity, *, by_code: bool) -> None:
    out.print(Rule("diversity", align="left"))
    print_figures(out, "all reports", found.overall, found.reference)
    for code, figures in found.by_code.items() if by_code else ():
        print_figures(out, code or "without a code", figures, found.reference_by_code.get(code))
    for code, names in found.less_diverse.items():
        if names:
            _say(out, f"less diverse than real notes{f' ({code})' if code else ''}: {', '.join(names)}")
    for alarm in found.alarms:
        where = f"mode collapse in {alarm.code or 'the set'}"
        told = f"{where}: {alarm.rule} {figure_line(alarm.figure)}, beyond {alarm.line:.3f}"
        out.print(Text(visible(told), "red"), soft_wrap=True)
        _say(out, f"  replace {_some(alarm.replace)}")
    if not found.alarms:
        _say(out, "no mode collapse found")


def _copying(out: Console, report: SetReport) -> None:
    found = report.copying
    out.print(Rule("copying", align="left"))
    if found is not None:
        marks = f" ({', '.join(found.marks)})" if found.marks else ""
        cut = (
            "whole, since too few are as long as the reports" if found.words is None else f"cut to {found.words} words"
        )
        _say(out, f"compared with {found.reference}: {found.notes} notes{marks}; of real notes: {cut}")
        print_compared(out, found.figures, found.real)
        for line in found.said:
            _say(out, line)
        _reports(out, "fail the screen", found.reports)
    if report.among.reports:
        _say(out, "reports among themselves, each against the others (real notes likewise, as many and as long):")
        print_compared(out, report.among.reports, report.among.real)
    _say(out, f"copies of our own prompts' examples: {figure_line(report.examples)}")


def _distances(out: Console, found: SetDistances | None) -> None:
    if found is None:
        return
    out.print(Rule(f"distances by {found.embedder}", align="left"))
    for title, figures, real in (
        ("to real notes", found.reports, found.real),
        ("among the reports", found.among, found.among_real),
    ):
        if figures:
            _say(out, title)
            print_compared(out, figures, real)


def _attacks(out: Console, report: SetReport) -> None:
    told = report.distances.membership if report.distances else {}
    if told or report.canaries:
        out.print(Rule("attacks", align="left"))
    if told:
        print_figures(out, "telling notes that the writer was shown from others (membership)", told)
    if report.canaries:
        print_figures(out, "markers in the corpus (canaries)", report.canaries)
    for line in report.said:
        _say(out, line)


def _identifiers(out: Console, report: SetReport) -> None:
    out.print(Rule("identifiers", align="left"))
    print_figures(out, "unplanned, share of reports", report.identifiers.figures)
    if report.identifiers.planned:
        told = ", ".join(f"{count} {name}" for name, count in report.identifiers.planned.items())
        _say(out, f"planned by the reports' cases: {told}")
    _reports(out, "hold an unplanned identifier", report.identifiers.reports)
    print_figures(out, "rare combinations of what reports tell", report.rare.figures)
    _reports(out, "are alone in a combination", report.rare.unique)


def _reports(out: Console, what: str, reports: Mapping[str, Iterable[str]]) -> None:
    if reports:
        told = [f"{name} ({', '.join(why)})" for name, why in reports.items()]
        _say(out, f"{len(reports)} reports {what}: {_some(told)}")


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - MOST_LISTED} more (--json lists all)" if len(listed) > MOST_LISTED else ""
    return ", ".join(listed[:MOST_LISTED]) + more


def _say(out: Console, line: str) -> None:
    out.print(visible(line), markup=False, soft_wrap=True)
