"""Small studies on an endpoint on loopback, which writes faithfully."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casewright.testing import Received, replies

STUDY = """\
title: Small
writers: {one: one, two: two}
orders:
  low-mood: {code: F32.1, kind: progress, level: named, n: 2}
attempts: 2
"""


def write_faithfully(request: Received, delay: float = 0.0) -> replies.EndpointReply:
    """Tells what it was asked to tell, behind its thoughts."""
    asked = request.body["messages"][-1]["content"]
    facts = asked.partition("This is an earlier draft")[0].partition("colon.")[2]
    blocks = re.findall(r"^(\S[^\n]*:)\n((?:- .+\n?)*)", facts, re.MULTILINE)
    text = "\n\n".join(f"{head}\n" + lines.replace("\n", " ").replace("- ", "") for head, lines in blocks)
    return replies.answer(f"<think>What was told?</think>\n{text}", delay=delay)


@dataclass
class Desk:
    """A study's files and its command, all of it in one folder."""

    folder: Path
    run: Any
    shared: tuple[str, ...]

    def settle(self, bases: Mapping[str, str], how: str = "") -> None:
        """Where each writer answers."""
        endpoints = ", ".join(
            f"{name}: {{model: openai/{name}, small: false, api_base: '{base}'}}" for name, base in bases.items()
        )
        (self.folder / "c.yaml").write_text(
            f"endpoints: {{{endpoints}}}\nhow: {{deadline_seconds: 60, outage_seconds: 1, {how}}}\n", encoding="utf-8"
        )

    def write(self, text: str) -> None:
        """The study file."""
        (self.folder / "study.yaml").write_text(text, encoding="utf-8")

    def work(self, *more: str) -> Any:
        """The command, as somebody would give it."""
        return self.run("study", "run", "study.yaml", "--out", "out", "--config", "c.yaml", *self.shared, *more)

    def cells(self) -> dict[str, dict[str, Any]]:
        """The cells of ``study.json`` by name."""
        told = json.loads((self.folder / "out/study.json").read_text("utf-8"))
        return {cell["name"]: cell for cell in told["cells"]}

    def records(self, cell: str) -> list[dict[str, Any]]:
        """Everything that a cell's exports hold."""
        files = sorted((self.folder / "out/runs" / cell).glob("*.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


@pytest.fixture
def desk(tmp_path: Path, run: Any, overlay: Path, certified: Path) -> Desk:
    made = Desk(tmp_path, run, ("--rubrics", str(overlay), "--certificates", str(certified)))
    made.write(STUDY)
    return made


@pytest.fixture
def faithful() -> Callable[..., replies.EndpointReply]:
    return write_faithfully
