"""Options of whatever writes a report: what reports are held against, what is measured, and where it goes"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from casewright.cli.options import FILE, FOLDER, overlay_option, reference_options

__all__ = ["report_options"]

F = TypeVar("F", bound=Callable[..., Any])


def report_options(command: F) -> F:
    """``--reference`` to ``--json``; `casewright.cli.study.sources` reads those of notes."""
    options = (
        click.option("-o", "--out", type=FOLDER, help="Folder of the report.  [default: report, or STUDY/report]"),
        reference_options,
        click.option("--text", "text_field", metavar="FIELD", help="Field of text of the reference.  [default: text]"),
        *_of_notes(),
        click.option("--ratings", type=FILE, help="What people said: the file of 'study ratings --out'."),
        click.option("--embedder", default="tfidf", show_default=True, help="What makes vectors of texts."),
        click.option("--seed", type=int, default=0, show_default=True, help="Of whatever is drawn."),
        click.option("--only", multiple=True, metavar="PART", help="Measure this part alone; may be given again."),
        click.option("--title", help="The report's heading."),
        click.option("--config", type=FILE, help="Settings file."),
        overlay_option,
        click.option("--json", "as_json", is_flag=True, help="Print what the page shows as JSON."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _of_notes() -> tuple[Callable[[Any], Any], ...]:
    """Files of real notes; those of the reference's source have its fields."""
    return (
        click.option(
            "--real", type=FILE, help="Real notes to hold the reports against.  [default: --reference, if a file]"
        ),
        click.option("--real-text", metavar="FIELD", help="Field of text of --real.  [default: --text]"),
        click.option("--real-code", metavar="FIELD", help="Field of their ICD-10 codes: one, several, or a list."),
        click.option("--real-language", metavar="FIELD", help="Field of their language.  [default: told by the text]"),
        click.option("--real-group", metavar="FIELD", help="Field that names the patient.  [default: --patient]"),
        click.option("--holdout", type=FILE, help="Notes of the reference's source that no writer can have seen."),
        click.option("--members", type=FILE, help="Notes that writers were shown.  [default: the reference]"),
        click.option("--nonmembers", type=FILE, help="Notes that they weren't shown.  [default: --holdout]"),
        click.option("--canaries", type=FILE, help="Markers that stand in the notes ('corpus canaries make')."),
    )
