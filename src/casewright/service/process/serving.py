"""A service from start to end: it listens, keeps workers, and drains when it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from fastapi import FastAPI

from casewright.errors import CasewrightError
from casewright.runs.drain import Drain
from casewright.runs.workplace import Workplace
from casewright.service.app import build_app
from casewright.service.jobs import sweep
from casewright.service.keys.listing import count_keys
from casewright.service.opening import open_site
from casewright.service.process.logs import quiet_loop
from casewright.service.process.server import Server, listening, server_of
from casewright.service.process.warming import warm_up
from casewright.service.process.workers import Workers, worker_command
from casewright.service.site import Site
from casewright.service.telemetry import telemetry

__all__ = ["ServePlan", "serve"]

SWEEP_SECONDS = 30.0
"""How often jobs are looked for whose process was killed before their run was opened; ours or another's."""
SLACK = 2.0
FIRST_KEY = "There is no key yet. Make one: casewright key create --name YOU --role submit --role review"


@dataclass(frozen=True, slots=True)
class ServePlan:
    """How to serve.

    ``grace_seconds`` is what is in flight gets to finish in; ``linger_seconds`` go by before that, unready but still
    listening, so that a balancer can look elsewhere. ``warm`` reads what the first requests need once it listens.
    """

    place: Workplace
    host: str = "127.0.0.1"
    port: int = 8350
    workers: int = 0
    grace_seconds: float = 20.0
    linger_seconds: float = 0.0
    proxies: Sequence[str] = ()
    warm: bool = False


async def serve(plan: ServePlan, drain: Drain, report: Callable[[str], None]) -> None:
    """Serves until it is drained.

    Args:
        plan: Where and how.
        drain: Told when to stop; aborted, it waits for nobody.
        report: Is told what a person at the terminal wants to know.

    Raises:
        UsageError: it can't listen there.
        SettingsError: the settings can't be used, or the site has no secret.
        StorageError: the databases can't be opened.
    """
    quiet_loop(asyncio.get_running_loop())
    site = await open_site(plan.place)
    try:
        with telemetry(site.settings, "service") as watcher, listening(plan.host, plan.port) as door:
            await _serve(plan, build_app(site, watcher), door, drain, report)
    finally:
        await site.close()


async def _serve(
    plan: ServePlan, app: FastAPI, door: socket.socket, drain: Drain, report: Callable[[str], None]
) -> None:
    site: Site = app.state.site
    server = server_of(app, drain_seconds=plan.grace_seconds, proxies=plan.proxies)
    command, environment = worker_command(plan.place, plan.grace_seconds)
    workers = Workers(command, environment, plan.workers, app.state.figures, report)
    site.background.begin("jobs.sweep", lambda: _sweeping(site))
    serving = asyncio.create_task(server.serve([door]))
    try:
        workers.start()
        await _greet(plan, site, door, report)
        if plan.warm:
            site.background.begin("warm-up", lambda: warm_up(site))
        told = asyncio.create_task(_told(drain))
        await asyncio.wait({serving, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        await _drain(plan, site, server, serving, workers, drain)
    finally:
        workers.kill()


async def _drain(
    plan: ServePlan, site: Site, server: Server, serving: asyncio.Task[None], workers: Workers, drain: Drain
) -> None:
    """Unready; streams end; requests and samples in flight finish; whoever is aborted waits for none of it."""
    site.draining.set()
    ending = asyncio.create_task(workers.stop())
    watching = asyncio.create_task(_hurry(drain, server, workers))
    await asyncio.wait({watching}, timeout=plan.linger_seconds)
    await site.hub.close()
    server.should_exit = True
    await asyncio.gather(serving, ending)
    watching.cancel()


async def _hurry(drain: Drain, server: Server, workers: Workers) -> None:
    """Once the grace is over, or a second signal came, nobody is waited for."""
    await drain.over()
    if not drain.aborted:
        await asyncio.sleep(SLACK)  # workers have the same grace, and give back by themselves
    server.force_exit = True
    await workers.abort()


async def _told(drain: Drain) -> None:
    await drain


async def _sweeping(site: Site) -> None:
    while True:
        with contextlib.suppress(CasewrightError):  # the database is away; the next sweep finds what there is
            await sweep(site)
        await asyncio.sleep(SWEEP_SECONDS)


async def _greet(plan: ServePlan, site: Site, door: socket.socket, report: Callable[[str], None]) -> None:
    host, port = (f"[{plan.host}]" if ":" in plan.host else plan.host), door.getsockname()[1]
    workers = "one worker" if plan.workers == 1 else f"{plan.workers} workers"
    beside = f", {workers} beside it" if plan.workers else ", without workers of its own"
    report(f"Serving on http://{host}:{port}{beside}. Stop it with Ctrl-C.")
    if not _is_loopback(plan.host):
        report("This is plain HTTP on a network: let a proxy with TLS stand in front (docs/service.md).")
    own, void = await site.database.read(lambda connection: count_keys(connection, site.secret))
    if not own:
        report(FIRST_KEY)
    if void:
        report(f"{void} keys were made with another secret and open nothing: bring it back, or make them anew.")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
