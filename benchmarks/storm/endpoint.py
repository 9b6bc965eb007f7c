"""The storm's endpoint, in a process of its own: a `FaultEndpoint` that keeps a diary of every request that it answers.

The diary is a file, one line a request in the moment in which a provider would begin to charge for it, written
without a buffer, so that kill -9 of the endpoint loses no line.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

from benchmarks.storm.writer import answer, content_of

from casewright.testing import EndpointReply, FaultEndpoint, Received


class Script:
    """Answers by content, and notes what it answered well."""

    def __init__(self, diary: Path, delay: float) -> None:
        self.delay, self.seen = delay, set[str]()
        self.file = os.open(diary, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def __call__(self, received: Received) -> EndpointReply:
        content = content_of(received)
        reply = answer(received, self.delay, again=content in self.seen)
        self.seen.add(content)
        if reply.status == 200:
            os.write(self.file, f"{content}\n".encode())
        return reply


async def main(port: int, diary: Path, delay: float) -> None:
    """Serves until it is killed."""
    async with FaultEndpoint(Script(diary, delay), port=port):
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("diary", type=Path)
    parser.add_argument("--delay", type=float, default=0.1)
    told = parser.parse_args()
    asyncio.run(main(told.port, told.diary, told.delay))
