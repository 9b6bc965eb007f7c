"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from casewright.settings import Settings

__all__ = [
    "FILE",
    "FOLDER",
    "gate_options",
    "lay_over",
    "overlay_option",
    "reference_options",
    "running_options",
    "service_ledger_option",
]

F = TypeVar("F", bound=Callable[..., Any])
FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


def overlay_option(command: F) -> F:
    """``--rubrics FOLDER``."""
    told = "Folder whose rubrics, concepts, kinds, phrasing and populations lie over ours."
    return click.option("--rubrics", "--overlay", "rubrics", type=FOLDER, multiple=True, help=told)(command)


def lay_over(named: Sequence[Path], settings: Settings | None = None) -> tuple[Path, ...]:
    """Lays the folders named, or else those of settings, over ours for the rest of this command.

    Raises:
        InputError: one is no folder, or holds no YAML file.
    """
    from casewright.overlays import overlaid

    folders = tuple(named) or (tuple(settings.rubrics) if settings else ())
    click.get_current_context().with_resource(overlaid(folders))
    return folders


def reference_options(command: F) -> F:
    """``--reference``, ``--patient`` and ``--key-env``: what reports are compared with."""
    notes = "Real notes that reports must not copy (JSONL, CSV, Parquet), or their index (.cwindex)."
    options = (
        click.option("--reference", type=FILE, help=notes),
        click.option("--patient", "patient_field", help="Field of the reference file that names the patient."),
        click.option("--key-env", metavar="VAR", help="Environment variable with the key of the reference's index."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def service_ledger_option(command: F) -> F:
    """``--ledger`` of the service and of what looks after it."""
    told = "Where runs, keys and jobs are kept: a file or a URL.  [default: runs/service/ledger.sqlite]"
    place = "runs/service/ledger.sqlite"
    option = click.option("--ledger", envvar="CASEWRIGHT_LEDGER", default=place, metavar="LEDGER", help=told)
    return option(command)


def gate_options(command: F) -> F:
    """The options of whatever runs a gate."""
    options = (
        click.option(
            "--critic", "critics", multiple=True, help="A judge beside the rules; without a certificate it advises."
        ),
        click.option("--certificates", type=FOLDER, help="Folder of certificates that let critics decide."),
        reference_options,
        overlay_option,
        click.option("--config", type=FILE, help="Settings file."),
        click.option("--system", default="icd10-who-2019", show_default=True, help="Code table."),
        click.option("--level", type=click.Choice(["sufficient", "partial", "named"]), default="sufficient"),
        click.option("--run", "folder", type=FOLDER, help="Run folder; by default runs/IDENTITY."),
        click.option("--json", "as_json", is_flag=True, help="Print records and summary as JSON lines."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def running_options(command: F) -> F:
    """How a run is run, and what it may use over all its starts: none of it decides about a report."""
    then = "Once a budget is used up: finish what is in flight, pause, or cancel what is undecided.  [default: finish]"
    options = (
        click.option("--engine", type=click.Choice(["local", "workers", "ray"]), default="local", show_default=True),
        click.option("--concurrency", type=click.IntRange(1, 10_000), help="Samples in flight at once."),
        click.option("--grace", type=click.FloatRange(0), metavar="SECONDS", help="For what is in flight at a signal."),
        click.option("--max-calls", type=click.IntRange(1), help="Most calls of the run."),
        click.option("--max-tokens", type=click.IntRange(1), help="Most tokens of the run."),
        click.option("--max-usd", type=click.FloatRange(0, min_open=True), help="Most dollars of the run."),
        click.option("--max-seconds", type=click.FloatRange(0, min_open=True), help="Most wall time of this start."),
        click.option("--when-spent", type=click.Choice(["finish", "pause", "cancel"]), help=then),
    )
    for option in reversed(options):
        command = option(command)
    return command
