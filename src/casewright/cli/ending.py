"""How a command ends: what a user did wrong is shown in one line, with its exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

import click

from casewright.cli.group import casewright
from casewright.errors import CasewrightError

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


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """Runs a command's coroutine; SIGTERM stops it as Ctrl-C does, a second signal ends the process."""
    import asyncio  # whoever only asks for help doesn't wait for it

    try:
        return asyncio.run(_stoppable(work))
    except asyncio.CancelledError:
        raise click.exceptions.Abort from None


async def _stoppable(work: Coroutine[Any, Any, T]) -> T:
    import asyncio

    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        task.cancel()
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
