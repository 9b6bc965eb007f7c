"""The transport: a sample's requests, write and then judge, by aiohttp and nothing else."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.overhead.turns import JSON, each, take_turns


async def main(base: str, asked: Any) -> None:
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def call(body: JSON) -> str:
            async with session.post(f"{base}/chat/completions", json=body) as response:
                return str((await response.json())["choices"][0]["message"]["content"])

        async def sample(number: int) -> Any:
            await call({**asked["write"], "seed": number})
            return await asyncio.gather(*(call({**body, "seed": number}) for body in asked["judge"]))

        async def turn(samples: int, at_once: int) -> JSON:
            await each(samples, at_once, sample)
            return {}

        await take_turns(turn)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8"))))
