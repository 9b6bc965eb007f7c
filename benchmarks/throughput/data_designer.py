"""NeMo Data Designer: a text column, and a column for each judge call about it; its own client and scheduler."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.overhead.turns import JSON, take_turns


def config(asked: Any, at_once: int) -> Any:
    import data_designer.config as dd

    limits = dd.ChatCompletionInferenceParams(max_parallel_requests=at_once)
    models = [
        dd.ModelConfig(alias=name, model=name, provider="endpoint", inference_parameters=limits, skip_health_check=True)
        for name in ("writer", "judge")
    ]
    found = dd.DataDesignerConfigBuilder(model_configs=models)
    found.add_column(dd.SamplerColumnConfig(name="number", sampler_type="uuid", params=dd.UUIDSamplerParams()))
    facts = _prompt(asked["write"])
    found.add_column(dd.LLMTextColumnConfig(name="report", model_alias="writer", prompt=f"{{{{ number }}}}\n{facts}"))
    for number, body in enumerate(asked["judge"]):
        prompt = _prompt(body).replace(asked["report"], "{{ report }}")
        found.add_column(dd.LLMTextColumnConfig(name=f"vote_{number}", model_alias="judge", prompt=prompt))
    return found


def _prompt(body: JSON) -> str:
    return "\n\n".join(message["content"] for message in body["messages"])


async def main(base: str, asked: Any) -> None:
    import data_designer.config as dd
    from data_designer.interface import DataDesigner

    provider = dd.ModelProvider(name="endpoint", endpoint=base, provider_type="openai", api_key="none")

    def create(samples: int, at_once: int) -> int:
        with tempfile.TemporaryDirectory() as folder:
            designer = DataDesigner(artifact_path=folder, model_providers=[provider])
            return len(designer.create(config(asked, at_once), num_records=samples).load_dataset())

    async def turn(samples: int, at_once: int) -> JSON:
        return {"records": await asyncio.to_thread(create, samples, at_once)}

    await take_turns(turn)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8"))))
