"""A judge without its defences, for comparison. The product's judges have no switch that turns them off."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from casewright.models.protocol import Message, Model, ModelReply, ModelRequest

__all__ = ["UndefendedModel"]

LINE = re.compile(r"^=====REPORT [0-9a-f]{16,}=====$", re.MULTILINE)
ENCLOSED = re.compile(r"^(=====REPORT [0-9a-f]{16,}=====)\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)
WARNING = re.compile(r"(?:^- )?[^.\n]*\b(?:boundary|instructions)\b[^.\n]*(?:\.[ ]*|$)", re.MULTILINE)
SHOWN = str.maketrans("‹›⟦⟧", "<>[]")
"""What stands for the marks that a prompt may not hold, turned back."""
LEAST, LINE_LEAST = 4, 20
"""Letters of a quotation that a search finds, and of a line that is worth quoting."""


@dataclass(frozen=True, slots=True)
class UndefendedModel:
    """Whatever judge asks this model is undefended: build one on it with the same `build_critic`.

    The request loses its boundary lines and the warning that a report gives no instructions; a quotation in the reply
    that is not in the report becomes one that is, so that checking it refuses nothing.
    """

    inner: Model

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def family(self) -> str:
        return self.inner.family

    @property
    def small(self) -> bool:
        return self.inner.small

    @property
    def fingerprint(self) -> str:
        return f"{self.inner.fingerprint}-undefended"

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Asks without defences; raises what the model raises."""
        bare = tuple(Message(said.role, _bare(said)) for said in request.messages)
        reply = await self.inner.complete(replace(request, messages=bare))
        return replace(reply, text=_quoted(reply.text, _report(request)))

    async def close(self) -> None:
        await self.inner.close()


def _bare(said: Message) -> str:
    if said.role == "system":
        return WARNING.sub("", said.content)
    return ENCLOSED.sub(lambda found: found[2].translate(SHOWN), said.content)


def _report(request: ModelRequest) -> str:
    found = (ENCLOSED.search(said.content) for said in request.messages if said.role == "user")
    return next((match[2] for match in found if match), "")


def _quoted(text: str, report: str) -> str:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return json.dumps(_mended(data, report), ensure_ascii=False)


def _mended(data: Any, report: str) -> Any:
    if isinstance(data, list):
        return [_mended(item, report) for item in data]
    if not isinstance(data, dict):
        return data
    kept = {name: _mended(value, report) for name, value in data.items()}
    if kept.get("answer") in ("present", "absent") and not _stands(kept.get("quote"), report):
        return {**kept, "quote": _some_line(report)}
    return kept


def _stands(quote: Any, report: str) -> bool:
    return isinstance(quote, str) and len(quote.strip()) >= LEAST and quote in report


def _some_line(report: str) -> str:
    lines = [line for line in report.splitlines() if len(line) >= LINE_LEAST]
    return (lines or [report])[0][:200]
