"""The command line: one module a command, imported when it is called."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of ``casewright``; ends the process with a documented exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # from the start it ends as Ctrl-C does
    try:
        from casewright.cli.ending import run_command

        code = run_command(sys.argv[1:] if arguments is None else list(arguments))
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
