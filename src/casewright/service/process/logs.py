"""What a service writes down: one line a request and one a fault, on standard error; of libraries only warnings.

Nobody's exceptions are written with their messages, which may repeat what was sent.
"""

from __future__ import annotations

import asyncio
import logging
from types import TracebackType
from typing import Any

from casewright.service.http.faults import where

__all__ = ["PlacesAlone", "quiet_loop", "write_logs"]

FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"
log = logging.getLogger("casewright.service")
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlacesAlone(logging.Formatter):
    """Writes of an exception its kind and where it came from."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - logging's name
        return "" if ei[1] is None else where(ei[1])


def write_logs(*, requests: bool = True) -> None:
    """Sets logging up for this process.

    Args:
        requests: Whether each request has a line.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(PlacesAlone(FORM))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("casewright").setLevel(logging.INFO)
    logging.getLogger("casewright.access").setLevel(logging.INFO if requests else logging.WARNING)


def quiet_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Has what nobody caught in this loop written in the same way; asyncio would show it whole."""
    loop.set_exception_handler(_uncaught)


def _uncaught(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    log.error("in the background: %s", where(error) if isinstance(error, BaseException) else "no exception")
