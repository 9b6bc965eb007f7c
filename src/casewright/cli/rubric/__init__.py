"""``casewright rubric``: what is asked of a report, as code: listed, read, explained, linted, tested, begun."""

from __future__ import annotations

import click

from casewright.cli.group import LazyGroup

__all__ = ["RUBRIC", "rubric"]

RUBRIC = {
    "concepts": "Find the ids of concepts that a rubric may ask for.",
    "diff": "Compare two rubrics or folders, and say which decisions of a run would change.",
    "explain": "Say where each question of a code comes from, what was put aside, and who may decide it.",
    "lint": "Name everything that is wrong with rubrics and terms, with line and column.",
    "list": "List rubrics with version, basis, status, criteria and goldens.",
    "new": "Begin a rubric file from what the code table says of a code.",
    "sheet": "Take a rubric to a spreadsheet and back, or print a page to sign.",
    "show": "Read what is asked of a report under a code.",
    "test": "Put the goldens of rubrics to a critic.",
}


@click.group(cls=LazyGroup, lazy=RUBRIC, place="casewright.cli.rubric")
def rubric() -> None:
    """List, read, explain, lint, test, compare and begin rubrics: what is asked of a report.

    A folder of your own rubrics (--rubrics DIR) lies over ours.
    """
