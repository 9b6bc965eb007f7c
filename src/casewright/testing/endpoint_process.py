"""A fault endpoint in a process of its own, which can be killed and started again at its port."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from casewright.testing.fault_endpoint import FaultEndpoint, Received
from casewright.testing.replies import EndpointReply, answer

__all__ = ["EndpointProcess", "serve"]

CODE = "from casewright.testing.endpoint_process import serve; serve(*__import__('sys').argv[1:])"


class EndpointProcess:
    """Answers every chat with ``ok`` until it is killed; an async context manager.

    Args:
        log: a file to which it adds a line for each chat received, so that calls are counted over its lives.
        delay: seconds before it answers.
    """

    def __init__(self, log: Path, *, delay: float = 0.0) -> None:
        self._log, self._delay = log, delay
        self._process: asyncio.subprocess.Process | None = None
        self._port = 0

    @property
    def api_base(self) -> str:
        """Where it listens, as endpoints in settings want it; the same after a new start."""
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def received(self) -> int:
        """Chats received so far, by all its lives."""
        return len(self._log.read_bytes().splitlines()) if self._log.exists() else 0

    async def start(self) -> None:
        """Starts it and waits until it listens."""
        arguments = (str(self._log), str(self._port), str(self._delay))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CODE, *arguments, stdout=asyncio.subprocess.PIPE
        )
        if self._process.stdout is not None:
            self._port = int(await self._process.stdout.readline())

    async def kill(self) -> None:
        """SIGKILL, or whatever ends a process at once where there is none."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            await process.communicate()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()


def serve(log: str, port: str, delay: str) -> None:
    """What the process runs."""
    asyncio.run(_serve(Path(log), int(port), float(delay)))


async def _serve(log: Path, port: int, delay: float) -> None:
    def reply(received: Received) -> EndpointReply:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{len(received.text)}\n")
        return answer("ok", delay=delay)

    async with FaultEndpoint(reply, port=port) as endpoint:
        sys.stdout.write(f"{urlsplit(endpoint.api_base).port}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()
