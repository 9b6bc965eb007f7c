"""How a command ends: what a user did wrong is shown in one line, with its exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casewright.cli.group import casewright
from casewright.errors import CasewrightError, StoppedError

if TYPE_CHECKING:
    from casewright.runs.drain import Drain

__all__ = ["FAILED_CHECK", "SHORT", "STOPPED", "run_async", "run_command"]

SHORT, PAUSED, FAILED_CHECK, STOPPED = 3, 4, 5, 130
T = TypeVar("T")


def run_command(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code."""
    try:
        result = casewright.main(args=list(arguments), prog_name="casewright", standalone_mode=False)
    except click.exceptions.Abort:
        return _stopped()
    except KeyboardInterrupt:
        return _stopped()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except StoppedError:
        return _stopped()
    except CasewrightError as error:
        _say(f"Error: {error}")
        return error.exit_code
    except (BrokenPipeError, SystemExit):  # click and rich exit by themselves once nobody reads any more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
            raise
        _say(f"Error: {error.strerror}; free some room and run the same command again: nothing completed is lost")
        return PAUSED
    return result if isinstance(result, int) else 0


def run_async(work: Coroutine[Any, Any, T], *, drain: Drain | None = None, grace_seconds: float = 20.0) -> T:
    """Runs a command's coroutine; SIGTERM does what Ctrl-C does.

    With a drain the first signal begins it, so that what is in flight has its grace to finish, and a second one aborts
    it. Without, the first one stops the command at once. One more ends the process.
    """
    import asyncio  # whoever only asks for help doesn't wait for it

    try:
        return asyncio.run(_stoppable(work, drain, grace_seconds))
    except asyncio.CancelledError:
        raise click.exceptions.Abort from None


async def _stoppable(work: Coroutine[Any, Any, T], drain: Drain | None, grace_seconds: float) -> T:
    import asyncio

    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if drain is not None and not drain.draining:
            drain.begin(grace_seconds)
            _say(f"Stopping: what is in flight has {grace_seconds:g} s to finish; a second signal stops at once.")
            return
        if drain is None:
            task.cancel()
        else:
            drain.abort()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)

    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop)
    return await task


def _stopped() -> int:
    _say("Stopped. What was completed is kept; the same command goes on.")
    return STOPPED


def _say(message: str) -> None:
    click.echo(message, err=True)
