"""A run of progress notes with a writer whose model is scripted: one call a draft, always faithful."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casewright.models.protocol import ModelRequest
from casewright.runs.assembly import cast_of
from casewright.runs.session import RunSession
from casewright.settings import Settings
from casewright.testing import FunctionModel
from casewright.types import Order, Record


def answer_faithfully(request: ModelRequest) -> str:
    """What a model says that does as it is told: a whole document, or a few statements joined."""
    facts = request.messages[-1].content.partition("This is an earlier draft")[0]
    blocks = re.findall(r"^(\S[^\n]*:)\n((?:- .+\n?)*)", facts.partition("colon.")[2], re.MULTILINE)
    if not blocks:
        return " ".join(re.findall(r"^- (.+)$", facts, re.MULTILINE))
    return "\n\n".join(f"{head}\n" + lines.replace("\n", " ").replace("- ", "") for head, lines in blocks)


@pytest.fixture
def faithful() -> Callable[[ModelRequest], str]:
    return answer_faithfully


@pytest.fixture
def order() -> Order:
    """Progress notes, which are short, at the level that asks for no support: what the planner draws is enough."""
    return Order("F32.1", kind="progress", level="named")


@dataclass
class Bench:
    """Starts sessions of one run in one folder, each as a new process would."""

    folder: Path
    overlay: Path
    order: Order
    certified: Path
    faithful = staticmethod(answer_faithfully)

    def session(self, model: Any, n: int = 1, *, settings: Settings | None = None, **more: Any) -> RunSession:
        given = {"overlays": (self.overlay,), "certificates": more.pop("certificates", self.certified)}
        cast = cast_of(
            settings or Settings(), writer=model, critics=more.pop("critics", ()), seal=more.pop("seal", None), **given
        )
        order = Order(self.order.code, n, kind=self.order.kind, level=self.order.level)
        place: Path | None = more.pop("folder", self.folder)
        return RunSession(cast, more.pop("orders", (order,)), place, **more)

    async def work(self, model: Any, n: int = 1, **more: Any) -> tuple[list[Record], dict[str, Any]]:
        session = self.session(model, n, **more)
        return [record async for record in session.work()], session.summary


@pytest.fixture
def bench(tmp_path: Path, overlay: Path, order: Order, certified: Path) -> Bench:
    return Bench(tmp_path / "run", overlay, order, certified)


@pytest.fixture
def model() -> FunctionModel:
    return FunctionModel(answer_faithfully, name="testing/faithful")
