"""``casewright study compare``: data sets that were made elsewhere, measured side by side; nothing is generated."""

from __future__ import annotations

from typing import Any

import click

from casewright.cli.study.report_options import report_options

__all__ = ["compare"]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--text-field", default="text", show_default=True, help="Field of text of each FILE.")
@click.option("--code-field", default="code", show_default=True)
@click.option("--id-field", default="id", show_default=True)
@click.option("--language-field", default="language", show_default=True)
@click.option("--language", type=click.Choice(["en", "es"]), default="en", help="For texts that name none.")
@report_options
def compare(**given: Any) -> int:
    """Measure each FILE as an arm, side by side: -o DIR gets report.html, tables, figures and study.json.

    FILE is JSONL, CSV, Parquet, plain text, or a folder of these; NAME=FILE names its arm. Reports that `casewright
    evaluate` judged keep what it found. Nothing is generated, nothing leaves this machine, and of real notes nothing
    but figures is written.
    """
    from casewright.cli.study.places import file_place
    from casewright.cli.study.report import written
    from casewright.runs.set_texts import TextFields

    names = (given[name] for name in ("text_field", "code_field", "id_field", "language_field", "language"))
    return written([file_place(text) for text in given["files"]], given, parrot=False, fields=TextFields(*names))
