"""distilabel: a task that writes, then a task for each judge call; every task is a process of its own."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.overhead.turns import JSON, take_turns


def pipeline(asked: Any, base: str, samples: int, at_once: int, folder: str) -> Any:
    from distilabel.models import OpenAILLM
    from distilabel.pipeline import Pipeline
    from distilabel.steps import LoadDataFromDicts
    from distilabel.steps.tasks import TextGeneration

    def task(name: str, model: str, template: str, column: str) -> Any:
        return TextGeneration(
            name=name, llm=OpenAILLM(model=model, base_url=base, api_key="none"), template=template, columns=[column],
            output_mappings={"generation": name, "model_name": f"{name}_model"}, input_batch_size=at_once,
        )  # fmt: skip

    with Pipeline(name="throughput", cache_dir=folder) as found:
        facts = _prompt(asked["write"])
        rows = [{"instruction": f"{number}\n{facts}"} for number in range(samples)]
        loaded = LoadDataFromDicts(data=rows, batch_size=at_once)
        report = task("report", "writer", "{{ instruction }}", "instruction")
        votes = [
            task(f"vote_{number}", "judge", _prompt(body).replace(asked["report"], "{{ report }}"), "report")
            for number, body in enumerate(asked["judge"])
        ]
        loaded >> report >> votes
    return found


def _prompt(body: JSON) -> str:
    return "\n\n".join(message["content"] for message in body["messages"])


async def main(base: str, asked: Any) -> None:

    def run(samples: int, at_once: int) -> JSON:
        with tempfile.TemporaryDirectory() as folder:
            before, clock = _spent(), time.monotonic()
            made = pipeline(asked, base, samples, at_once, folder).run(use_cache=False)
            records = {name: len(split["train"]) for name, split in made.items()}
            return {"ms": 1000 * (_spent() - before) / samples, "seconds": time.monotonic() - clock, "records": records}

    async def turn(samples: int, at_once: int) -> JSON:
        return run(samples, at_once)

    await take_turns(turn)


def _spent() -> float:
    """CPU seconds of this process and of its tasks, which have ended."""
    own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8"))))
