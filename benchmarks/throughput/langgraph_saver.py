"""LangGraph with its SQLite saver, as its documents have it: write, then judge; the same requests by aiohttp."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, TypedDict

from benchmarks.overhead.turns import JSON, each, take_turns


class State(TypedDict, total=False):
    """Of a sample."""

    number: int
    report: str
    votes: list[str]


async def main(base: str, asked: Any) -> None:
    import aiohttp
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver  # type: ignore[import-not-found]  # a peer
    from langgraph.graph import END, START, StateGraph

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def call(body: JSON) -> str:
            async with session.post(f"{base}/chat/completions", json=body) as response:
                return str((await response.json())["choices"][0]["message"]["content"])

        async def write(state: State) -> State:
            return {"report": await call({**asked["write"], "seed": state["number"]})}

        async def judge(state: State) -> State:
            bodies = ({**body, "seed": state["number"]} for body in asked["judge"])
            return {"votes": list(await asyncio.gather(*map(call, bodies)))}

        built = StateGraph(State).add_node("write", write).add_node("judge", judge)
        built = built.add_edge(START, "write").add_edge("write", "judge").add_edge("judge", END)

        async def turn(samples: int, at_once: int) -> JSON:
            with tempfile.TemporaryDirectory() as folder:
                async with AsyncSqliteSaver.from_conn_string(f"{folder}/checkpoints.sqlite") as saver:
                    graph: Any = built.compile(checkpointer=saver)

                    def one(number: int) -> Any:
                        return graph.ainvoke({"number": number}, {"configurable": {"thread_id": str(number)}})

                    await each(samples, at_once, one)
            return {}

        await take_turns(turn)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8"))))
