"""Who judged, by which certificates, and what that makes of the figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape

from casewright.cli.figures import figure, share

__all__ = ["print_corrected", "print_judges"]


def print_corrected(out: Console, found: Mapping[str, Any]) -> None:
    """Beside the raw acceptance: what of it the certificate's error rates leave."""
    fit, expected = found["fit_drafts"], found["expected_false_accepts"]
    if fit["share"] is None:
        out.print(f"  corrected: none ({escape(fit['why'])})")
        return
    out.print(
        f"  fit drafts, corrected {fit['share']:.2f} [{fit['low']:.2f}, {fit['high']:.2f}], n = {found['drafts']}; "
        f"false accepts expected {figure(expected['count'], 1)} (at most {figure(expected['high'], 1)}) "
        f"of {expected['of']}"
    )


def print_judges(out: Console, summary: Mapping[str, Any]) -> None:
    """The gate's standing by language, its certificates, the seal and the panels."""
    for total in summary["total"]:
        _print_gate(out, total)
    seal = summary["seal"]
    told = f": refused of asked {share(seal['refused_of_asked'])}" if seal["judge"] else f": {seal['why']}"
    out.print(f"seal: {seal['state']}{escape(told)}")
    for item in seal["corrected"]:
        _print_gap(out, item)
    for name, panel in summary["panels"].items():
        worth = f"worth {figure(panel['n_eff'], 1)} votes" if panel["n_eff"] is not None else "agreement unknown"
        out.print(f"panel {escape(name)}: {panel['seats']} seats, {worth} (n = {panel['questions']})")


def _print_gate(out: Console, total: Mapping[str, Any]) -> None:
    gate, within = total["gate"], total["corrected"]["accepted_within"]
    state = "certified" if gate["certified"] else f"uncertified ({gate['why']})"
    out.print(f"gate in {total['language']}: {escape(state)}")
    if within["share"] is not None:
        told = f"{figure(within['share'])} (at most {figure(within['high'])})"
        out.print(f"  P(accepted within {within['attempts']} | defective) {told}")
    listed = ", ".join(f"{item['critic']} {item['id']} ({item['grade']})" for item in total["certificates"])
    out.print(f"  decided by certificates: {escape(listed) or 'none; whoever holds none advises'}")


def _print_gap(out: Console, item: Mapping[str, Any]) -> None:
    gap = item["gap"]
    if gap["share"] is None:
        out.print(f"  corrected gap in {item['language']}: none ({escape(gap['why'])})")
    else:
        out.print(f"  corrected gap in {item['language']}: {gap['share']:.2f} [{gap['low']:.2f}, {gap['high']:.2f}]")
