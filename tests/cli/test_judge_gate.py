"""``casewright judge exam --judge gate``: the whole gate sits, in both of its settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_the_whole_gate_sits(run: Any, tmp_path: Path) -> None:
    """A certificate for writing and one for evaluating, with false accepts by operator, n and the bound."""
    chosen = ("--codes", "F41.1", "--language", "en", "--bases", "composed", "--composed", "2", "--json")
    ended = run("judge", "exam", "--judge", "gate", *chosen, "--certificates", tmp_path / "own")
    assert ended.code == 0
    found = [json.loads(line) for line in ended.out.splitlines()]
    assert [one["critic"] for one in found] == ["gate/generate", "gate/evaluate"]
    for one in found:
        gate = one["gate"]
        assert gate["false_accepts"]["n"] == sum(rate["n"] for rate in gate["operators"].values()) > 0
        assert 0 < gate["within_attempts"] <= 1
    assert len(list((tmp_path / "own").glob("*.json"))) == 2
