"""``casewright serve``: the HTTP API and the review page, with workers beside them."""

from __future__ import annotations

from typing import Any

import click

from casewright.cli.ending import run_async
from casewright.cli.options import FILE, FOLDER, overlay_option, reference_options, service_ledger_option
from casewright.cli.working import workplace_of
from casewright.errors import UsageError
from casewright.runs.drain import Drain

__all__ = ["serve"]


@click.command()
@service_ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8350, show_default=True, help="Port; 0 takes any.")
@click.option("--workers", type=click.IntRange(0, 1024), default=1, show_default=True,
              help="Workers that are kept running beside it, for all projects.")  # fmt: skip
@click.option("--config", type=FILE, help="Settings file: endpoints, profiles and limits of the service.")
@reference_options
@overlay_option
@click.option("--certificates", type=FOLDER, help="Folder of certificates that let critics decide.")
@click.option("--concurrency", type=click.IntRange(1, 10_000), help="Samples in flight in each worker.")
@click.option("--grace", type=click.FloatRange(0), help="Seconds to finish in when stopped; by default of settings.")
@click.option("--linger", type=click.FloatRange(0), default=0.0, help="Seconds to go on answering, unready, before.")
@click.option("--proxy", "proxies", multiple=True, metavar="ADDRESS",
              help="A proxy in front, whose word on a request's scheme is taken.")  # fmt: skip
@click.option("--access-log/--no-access-log", default=True, help="Whether each request has a line in the log.")
def serve(**given: Any) -> int:
    """Serve the API and the review page until told to stop.

    Keys are made with `casewright key create`. SIGTERM makes it unready, ends event streams, gives what is in flight
    its grace, has its workers do the same, and exits 0; a second one waits for nobody. It speaks HTTP: let a proxy
    with TLS stand in front of it wherever it is reached over a network.
    """
    process = _service()
    place = workplace_of(given, given["ledger"])
    grace = place.settings().how.grace_seconds if given["grace"] is None else given["grace"]
    process.write_logs(requests=given["access_log"])
    names = ("host", "port", "workers", "proxies")
    plan = process.ServePlan(
        place, grace_seconds=grace, linger_seconds=given["linger"], warm=True, **{name: given[name] for name in names}
    )
    drain = Drain()
    run_async(process.serve(plan, drain, _say), drain=drain, grace_seconds=grace)
    return 0


def _service() -> Any:
    """The service's room, whose libraries are an extra."""
    try:
        from casewright.service import process
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("casewright"):
            raise
        raise UsageError(f"serving needs {error.name}: pip install 'casewright[service]'") from error
    return process


def _say(line: str) -> None:
    click.echo(line, err=True)
