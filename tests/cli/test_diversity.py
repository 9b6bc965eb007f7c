"""The diversity of a run on the terminal."""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.console import Console

from casewright.cli.diversity import print_diversity


def printed(found: dict[str, Any]) -> str:
    out = Console(width=200, file=StringIO())
    print_diversity(out, found)
    assert isinstance(out.file, StringIO)
    return out.file.getvalue()


def figure(value: float | None) -> dict[str, Any]:
    low, high = (None, None) if value is None else (value - 0.1, value + 0.1)
    return {"value": value, "n": 12, "low": low, "high": high, "note": ""}


def test_a_line_a_code_and_the_alarms() -> None:
    """With intervals, the line, and the first few to replace."""
    code = {"self_bleu_4": figure(0.8), "retold": figure(None)}
    replace = [f"s{i}" for i in range(7)]
    alarm = {"code": "F32.1", "rule": "self_bleu_4", "figure": figure(0.8), "line": 0.35, "replace": replace}
    text = printed({"n": 12, "overall": code, "by_code": {"F32.1": code}, "alarms": [alarm]})
    assert "F32.1 (n = 12): Self-BLEU-4 0.80 [0.70, 0.90], told after another –" in text
    assert "mode collapse in F32.1: Self-BLEU-4 0.80 [0.70, 0.90] is beyond 0.35; replace 7 of 12: s0, s1" in text
    assert "and 2 more (in summary.json)" in text


def test_one_report_has_no_diversity() -> None:
    """Nothing is printed for it."""
    assert printed({"n": 1, "overall": {}, "by_code": {}, "alarms": []}) == ""
