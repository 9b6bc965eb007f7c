"""The diversity of a run for people: a line a code, and the alarms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape

from casewright.cli.figures import figure

__all__ = ["print_diversity"]

SHOWN = {
    "self_bleu_4": "Self-BLEU-4",
    "phrases_repeated": "8-word phrases of other reports",
    "retold": "told after another",
    "near_duplicates": "near-duplicates",
    "template_share": "template sentences",
    "vendi_phrases_share": "effective share",
}
MOST_IDS = 5


def print_diversity(out: Console, found: Mapping[str, Any]) -> None:
    """The figures of ``summary["diversity"]``; nothing for fewer than two accepted reports."""
    if found["n"] < 2:
        return
    out.print(f"diversity of the {found['n']} accepted reports (95 % intervals)")
    lines = {"all": found["overall"], **found["by_code"]} if len(found["by_code"]) > 1 else found["by_code"]
    for name, figures in lines.items():
        told = ", ".join(f"{label} {_number(figures[key])}" for key, label in SHOWN.items() if key in figures)
        out.print(f"  {escape(name)} (n = {figures['self_bleu_4']['n']}): {escape(told)}")
    for alarm in found["alarms"]:
        _print_alarm(out, alarm)


def _number(found: Mapping[str, Any]) -> str:
    if found["value"] is None or found["low"] is None:
        return figure(found["value"])
    return f"{found['value']:.2f} [{found['low']:.2f}, {found['high']:.2f}]"


def _print_alarm(out: Console, alarm: Mapping[str, Any]) -> None:
    ids = alarm["replace"]
    more = f" and {len(ids) - MOST_IDS} more (in summary.json)" if len(ids) > MOST_IDS else ""
    label = SHOWN.get(alarm["rule"], alarm["rule"])
    text = (
        f"mode collapse in {alarm['code']}: {label} {_number(alarm['figure'])} is beyond {alarm['line']:.2f}; "
        f"replace {len(ids)} of {alarm['figure']['n']}: {', '.join(ids[:MOST_IDS])}{more}"
    )
    out.print(f"  [red]{escape(text)}[/]", soft_wrap=True)
