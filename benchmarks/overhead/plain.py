"""The transport: the judges' requests of a sample by aiohttp and nothing else."""

from __future__ import annotations

import argparse
import asyncio
import json
from typing import Any

from benchmarks.overhead.cases import JUDGES, draw, requests_of, tell
from benchmarks.overhead.turns import JSON, each, take_turns

from casewright.models.network.asking import chat_arguments


async def main(shape: Any, base: str) -> None:
    import aiohttp

    case = draw(1)[0]
    report = (await tell([case])).reports[case.id]
    asked = await requests_of(report, case.person.age, shape)
    bodies = [
        {"model": f"judge-{n}", **chat_arguments(item, item.json_schema)} for n in range(JUDGES) for item in asked
    ]

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def call(body: JSON) -> str:
            async with session.post(f"{base}/chat/completions", json=body) as response:
                answer = await response.json()
                return str(json.loads(answer["choices"][0]["message"]["content"]))

        async def turn(samples: int, at_once: int) -> JSON:
            await each(samples, at_once, lambda _: asyncio.gather(*map(call, bodies)))
            return {"calls": len(bodies)}

        await take_turns(turn)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shape", choices=["single", "aspect", "criterion"])
    parser.add_argument("base")
    told = parser.parse_args()
    asyncio.run(main(told.shape, told.base))
