"""Work of minutes in a thread with an event loop of its own, so that pages go on being answered."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

__all__ = ["apart"]


async def apart(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Carries the work out; where this is cancelled, the work is too, and the process needn't wait for its thread."""
    done: Future[None] = Future()
    loop = asyncio.new_event_loop()
    task = loop.create_task(work())
    threading.Thread(target=_carry_out, args=(loop, task, done), daemon=True).start()
    try:
        await asyncio.shield(asyncio.wrap_future(done))
    except asyncio.CancelledError:
        with suppress(RuntimeError):  # it has just ended, and its loop with it
            loop.call_soon_threadsafe(task.cancel)
        raise


def _carry_out(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None], done: Future[None]) -> None:
    try:
        loop.run_until_complete(task)
    except asyncio.CancelledError:
        done.cancel()
    except BaseException as error:  # noqa: BLE001 - told to whoever waits
        done.set_exception(error)
    else:
        done.set_result(None)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
