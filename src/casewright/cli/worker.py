"""``casewright worker``: takes part in the runs of a ledger, from this machine or another, until it is told to stop."""

from __future__ import annotations

from typing import Any

import click

from casewright.cli.ending import run_async
from casewright.cli.options import FILE, FOLDER, overlay_option, reference_options
from casewright.cli.working import workplace_of
from casewright.errors import UsageError
from casewright.runs.drain import Drain
from casewright.runs.workplace import WorkDone

__all__ = ["worker"]


@click.command()
@click.option("--ledger", envvar="CASEWRIGHT_LEDGER", required=True, metavar="LEDGER",
              help="Where the runs are kept: a file, a run folder, or a URL.")  # fmt: skip
@click.option("--project", default="default", show_default=True, help="Project of the ledger.")
@click.option("--every-project", is_flag=True, help="Work for all projects of the ledger.")
@click.option("--run", "run", metavar="ID", help="Work on this run alone; by default on every open one.")
@click.option("--once", is_flag=True, help="End when there is no more to do, instead of waiting for more.")
@click.option("--config", type=FILE, help="Settings file: endpoints and keys are this machine's own.")
@reference_options
@overlay_option
@click.option("--certificates", type=FOLDER, help="Folder of certificates that let critics decide.")
@click.option("--concurrency", type=click.IntRange(1, 10_000), help="Samples in flight; by default that of settings.")
@click.option(
    "--grace", type=click.FloatRange(0), help="Seconds to finish in when stopped; by default that of settings."
)
def worker(**given: Any) -> int:
    """Claim samples of the ledger's runs, work on them, and write down what became of them.

    Any number of workers may share a run. Each rebuilds who takes part from the names that the run's ledger keeps, and
    leaves a run alone that would be judged otherwise here, saying what differs. Several runs are worked on at once; of
    many each has its turn. SIGTERM finishes what is in flight within the grace, gives the rest back, and exits 0.
    """
    from casewright.service.telemetry import telemetry

    place = workplace_of(given, given["ledger"])
    settings = place.settings()
    grace = settings.how.grace_seconds if given["grace"] is None else given["grace"]
    drain = Drain()
    if given["run"] and given["every_project"]:
        raise UsageError("--run names a run of one project; --every-project goes without it")
    work = place.work(
        given["run"],
        drain,
        once=given["once"],
        every_project=given["every_project"],
        report=lambda line: click.echo(line, err=True),
    )
    with telemetry(settings, "worker"):
        _tell(run_async(work, drain=drain, grace_seconds=grace))
    return 0


def _tell(done: WorkDone) -> None:
    for run, count in done.finished.items():
        click.echo(f"{run}: {count} samples finished here")
