"""``casewright judge``: exams, certificates, and labels from people."""

from __future__ import annotations

import click

from casewright.cli.group import LazyGroup

__all__ = ["JUDGE", "judge"]

JUDGE = {
    "agreement": "Say how far raters agree with one another.",
    "certificate": "List, read, compare and revoke certificates.",
    "exam": "Examine a judge: what it then may decide is in its certificate.",
    "sample": "Pick the questions that people should answer next, and write a blinded sheet.",
}


@click.group(cls=LazyGroup, lazy=JUDGE, place="casewright.cli.judge")
def judge() -> None:
    """Examine judges, keep their certificates, and sample reports for people to label.

    A judge that has not sat an exam may advise; what its certificate lets pass, it may decide.
    """
