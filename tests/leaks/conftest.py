"""A corpus with marked notes and a gate that may not copy it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.leaks.markers import write_corpus

from casewright import Gate, Order
from casewright.types import Record

Gates = Callable[..., Gate]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASEWRIGHT_KEY_FILE", str(tmp_path / "key"))
    return write_corpus(tmp_path / "notes.jsonl")


@pytest.fixture
def gate(tmp_path: Path, overlay: Path, certified: Path, corpus: Path) -> Gates:
    """Makes a gate over the corpus that keeps its runs in the folder ``run``."""

    def make(writer: Any = "parrot", **more: Any) -> Gate:
        return Gate(
            writer=writer, reference=corpus, patient_field="patient", rubrics=[overlay], folder=tmp_path / "run",
            certificates=certified, **more,
        )  # fmt: skip

    return make


@pytest.fixture
def collect() -> Callable[..., Any]:
    async def all_of(gate: Gate, n: int = 1, max_samples: int = 2, kind: str = "progress") -> list[Record]:
        order = Order("F32.1", n, kind=kind, level="named")
        return [record async for record in gate.run([order], max_samples=max_samples)]

    return all_of
