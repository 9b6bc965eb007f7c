"""What our writer and judge ask about a sample, for contestants that know nothing of ours to ask the same."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from casewright.agents.document_writer import DocumentWriter
from casewright.agents.judge import Judge
from casewright.agents.protocol import Brief
from casewright.errors import ModelFailure
from casewright.models import ModelRequest
from casewright.models.network.asking import chat_arguments
from casewright.plans import CaseRequest, draw_case
from casewright.rubrics import resolve
from casewright.testing import FunctionModel
from casewright.types import Order

__all__ = ["write_prompts"]

ORDER = Order("F32.1", kind="progress", level="named")


def write_prompts(path: Path) -> int:
    """Writes the bodies of a sample's requests; how many calls that is."""
    found = asyncio.run(_bodies())
    path.write_text(json.dumps(found), encoding="utf-8")
    return 1 + len(found["judge"])


async def _bodies() -> dict[str, Any]:
    from benchmarks.overhead.endpoint import told

    rubric = resolve(ORDER.code, kind=ORDER.kind)
    case = draw_case(CaseRequest("throughput", ORDER, 0, 7, rubric.needs()))
    asked: list[ModelRequest] = []
    text = ""

    def answer(request: ModelRequest) -> str | ModelFailure:
        asked.append(request)
        return ModelFailure("server", "noted, not answered") if text else told(chat_arguments(request, None))

    report = await DocumentWriter(FunctionModel(answer)).write(Brief(case, 1))
    text = report.text
    await Judge(FunctionModel(answer), "aspect").review(report, rubric, case.person.age)
    write, *judge = ({"model": "judge", **chat_arguments(item, item.json_schema)} for item in asked)
    return {"write": {**write, "model": "writer"}, "judge": judge, "report": text}
