"""Workers beside a service: started, started again when they end by themselves, and drained with it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from time import monotonic

from casewright.runs.workplace import Workplace
from casewright.service.http.figures import Figures

__all__ = ["Workers", "worker_command"]

CODE = (
    "import sys; from casewright.service.process.lifeline import hold; from casewright.cli import main; "
    "hold(); main(sys.argv[1:])"
)
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds before a worker that ended is started again; doubled each time, until one stays for the longest wait."""
LAST_WORD = 5.0
"""Seconds that a worker has to end once it was told to give everything back."""


def worker_command(place: Workplace, grace_seconds: float) -> tuple[list[str], dict[str, str]]:
    """The command of one worker and what its environment adds: a ledger's URL may hold a password, and command lines
    can be read by everybody on a machine."""
    given = (
        ("--config", place.config),
        ("--reference", place.reference),
        ("--patient", place.patient_field),
        ("--key-env", place.key_env),
        ("--certificates", place.certificates),
        ("--concurrency", place.concurrency),
        ("--grace", grace_seconds),
        *(("--rubrics", folder) for folder in place.rubrics),
    )
    told = [part for option, value in given if value is not None for part in (option, str(value))]
    return [sys.executable, "-c", CODE, "worker", "--every-project", *told], {"CASEWRIGHT_LEDGER": place.ledger}


class Workers:
    """So many processes of one command.

    Args:
        command: The command.
        environment: What its environment has beside ours.
        count: How many.
        figures: Where it is told how many there are.
        report: Is told of each that ended by itself.
        first_wait: Seconds before one is started again for the first time.
    """

    def __init__(
        self, command: Sequence[str], environment: dict[str, str], count: int, figures: Figures,
        report: Callable[[str], None], *, first_wait: float = FIRST_WAIT,
    ) -> None:  # fmt: skip
        self._command, self._environment, self._count = command, environment, count
        self._figures, self._report, self._first_wait = figures, report, first_wait
        self._running: set[Process] = set()
        self._keepers: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()

    @property
    def ids(self) -> list[int]:
        """Process ids of those that run."""
        return sorted(process.pid for process in self._running)

    def start(self) -> None:
        """Starts them all, and keeps them running."""
        self._keepers = [asyncio.create_task(self._keep(number)) for number in range(1, self._count + 1)]

    async def stop(self) -> None:
        """Tells all to finish what is in flight, and waits until they have."""
        self._stopping.set()
        self._tell(signal.SIGTERM)
        await asyncio.gather(*self._keepers)

    async def abort(self) -> None:
        """Tells those that `stop` waits for to give back what is in flight; ends who doesn't."""
        self._tell(signal.SIGTERM)
        await asyncio.sleep(LAST_WORD)
        self.kill()

    def kill(self) -> None:
        """Ends those that run, at once."""
        self._stopping.set()
        self._tell(signal.SIGKILL)

    def _tell(self, what: signal.Signals) -> None:
        for process in self._running:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(what)

    async def _keep(self, number: int) -> None:
        wait = self._first_wait
        while not self._stopping.is_set():
            began = monotonic()
            code = await self._run()
            if self._stopping.is_set():
                return
            wait = self._first_wait if monotonic() - began > LONGEST_WAIT else wait
            self._report(f"worker {number} ended with code {code}; it is started again in {wait:g} s")
            self._figures.restarts.inc()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def _run(self) -> int:
        """One process from start to end. It has a session of its own, so that Ctrl-C reaches it through us alone."""
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, start_new_session=True, env={**os.environ, **self._environment}
        )
        self._running.add(process)
        self._figures.workers.inc()
        if self._stopping.is_set():  # told while it was started
            self._tell(signal.SIGTERM)
        try:
            return await process.wait()
        finally:
            self._running.discard(process)
            self._figures.workers.dec()
