"""The log says that something went wrong and where; the words of an exception stay out of it, whoever raised it."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
import sys

import pytest

from casewright.service.process.logs import FORM, PlacesAlone, quiet_loop


def break_down() -> None:
    raise ValueError("SECRET")


def test_exceptions_of_libraries_are_placed() -> None:
    """Also where one hands its exception to the log, as servers and databases do."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlacesAlone(FORM))
    try:
        try:
            raise KeyError("SECRET")
        except KeyError:
            break_down()
    except ValueError:
        handler.emit(logging.LogRecord("library", logging.ERROR, __file__, 1, "it broke", None, sys.exc_info()))
    written = stream.getvalue()
    assert "it broke" in written
    assert "ValueError in" in written
    assert "break_down:" in written
    assert "SECRET" not in written


async def test_what_nobody_caught_is_placed(caplog: pytest.LogCaptureFixture) -> None:
    """A task that failed and that nobody waited for."""
    quiet_loop(asyncio.get_running_loop())

    async def fail() -> None:
        break_down()

    task = asyncio.create_task(fail())
    await asyncio.wait({task})
    del task
    gc.collect()
    (line,) = [record.getMessage() for record in caplog.records]
    assert "break_down:" in line
    assert "SECRET" not in caplog.text
