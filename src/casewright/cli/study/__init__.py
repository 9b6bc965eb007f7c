"""``casewright study``: several writers on the same orders, and what their reports are worth."""

from __future__ import annotations

import click

from casewright.cli.group import LazyGroup

__all__ = ["STUDY", "study"]

STUDY = {
    "compare": "Measure data sets made elsewhere side by side; nothing is generated.",
    "ratings": "Read a filled-in sheet back in: who was taken for real, and what was wrong.",
    "report": "Measure what a study or some runs wrote: report.html, tables and figures.",
    "run": "Write what a study file asks: writers × orders × loop × seeds, each cell a run.",
    "sheet": "Write a blinded sheet for people: real, synthetic or can't tell, and errors by type.",
}


@click.group(cls=LazyGroup, lazy=STUDY, place="casewright.cli.study")
def study() -> None:
    """Compare writers, with and without the loop, on the same orders, and say what the data is good for.

    A study is a file: which writers take which orders. The parrot, which writes a case's facts without a model, takes
    part in every study, so that no figure stands without what it is worth.
    """
