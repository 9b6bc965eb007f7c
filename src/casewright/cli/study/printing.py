"""A report at a glance on the terminal: the headline table, what was not assessed, and where the page is"""

from __future__ import annotations

import click

from casewright.cli.tables import console, visible
from casewright.studies.reporting import Report

__all__ = ["print_report"]

MOST_SAID = 12


def print_report(report: Report) -> None:
    """The arms, the headline table, the parts that failed, and the page."""
    from casewright.studies.page.headline import headline_table
    from casewright.studies.tabling import terminal_table

    out = console()
    out.print(terminal_table(headline_table(report.book)))
    told = (*report.book.not_assessed, *(line for part in report.book.parts for line in part.not_assessed))
    lacking = tuple(dict.fromkeys(told))
    for line in lacking[:MOST_SAID]:
        out.print(visible(f"- {line}"), markup=False, soft_wrap=True, style="dim")
    if len(lacking) > MOST_SAID:
        out.print(f"- and {len(lacking) - MOST_SAID} more, in the page", style="dim")
    for name in report.failed:
        click.echo(f"Part {name!r} failed; the others stand. The page says where.", err=True)
    out.print(visible(f"{report.page}"), markup=False, soft_wrap=True)
