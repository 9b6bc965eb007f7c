"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["FILE", "FOLDER", "gate_options"]

F = TypeVar("F", bound=Callable[..., Any])
FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


def gate_options(command: F) -> F:
    """The options of whatever runs a gate."""
    options = (
        click.option(
            "--critic", "critics", multiple=True, help="A judge beside the rules; without a certificate it advises."
        ),
        click.option("--certificates", type=FOLDER, help="Folder of certificates that let critics decide."),
        click.option("--reference", type=FILE, help="Real notes that reports must not copy (JSONL, CSV, Parquet)."),
        click.option("--patient", "patient_field", help="Field of the reference file that names the patient."),
        click.option("--rubrics", type=FOLDER, multiple=True, help="Folder of rubrics that overlay ours."),
        click.option("--config", type=FILE, help="Settings file."),
        click.option("--system", default="icd10-who-2019", show_default=True, help="Code table."),
        click.option("--level", type=click.Choice(["sufficient", "partial", "named"]), default="sufficient"),
        click.option("--run", "folder", type=FOLDER, help="Run folder; by default runs/IDENTITY."),
        click.option("--json", "as_json", is_flag=True, help="Print records and summary as JSON lines."),
    )
    for option in reversed(options):
        command = option(command)
    return command
