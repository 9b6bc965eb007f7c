"""Tables for people: what became of the samples of a run, with n and interval beside every share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from unicodedata import category

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from casewright.cli.distribution import print_distribution, print_yields
from casewright.cli.diversity import print_diversity
from casewright.cli.figures import figure, share
from casewright.cli.judges import print_corrected, print_judges
from casewright.types import Record

if TYPE_CHECKING:
    from casewright.runs.ending import Ending

__all__ = ["console", "figure", "print_ending", "print_samples", "print_summary", "share", "visible"]

WIDTH_WITHOUT_TERMINAL = 150
LEAST_WRITTEN = 10
"""Below so many samples a distribution says nothing; the summary's file has it all the same."""

STYLES = {"accepted": "green", "rejected": "red", "needs_review": "yellow", "error": "magenta"}


def console() -> Console:
    """Standard output; wide where it is a file or a pipe, so that tables stay whole."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=WIDTH_WITHOUT_TERMINAL)


def print_samples(out: Console, records: Iterable[Record]) -> None:
    """One line a sample."""
    table = Table(box=None, pad_edge=False)
    for name in ("sample", "code", "outcome"):
        table.add_column(name, no_wrap=True)
    for name in ("attempts", "support", "coverage", "MTLD", "novelty", "longest run", "why"):
        table.add_column(name, justify="left" if name == "why" else "right")
    for record in records:
        table.add_row(*_cells(record))
    out.print(table)


def visible(text: str) -> str:
    """Control characters as U+FFFD, one for one: a report can't steer the terminal that shows it."""
    return "".join("\ufffd" if category(letter) == "Cc" and letter not in "\n\t" else letter for letter in text)


def _cells(record: Record) -> list[str]:
    scored, measured, private = record.fidelity, record.diversity, record.privacy
    outcome = record.decision.outcome
    run = private.longest_run if private else None
    return [
        escape(visible(record.id)),
        record.code,
        f"[{STYLES.get(outcome, 'default')}]{outcome}[/]",
        "–" if record.attempts is None else str(record.attempts),
        figure(scored.support if scored else None),
        figure(scored.coverage if scored else None),
        figure(measured.mtld if measured else None, 0),
        figure(measured.novelty if measured else None),
        "–" if run is None else str(run),
        ", ".join(dict.fromkeys(f"{r.kind}:{r.criterion or r.target or ''}" for r in record.decision.reasons[:4])),
    ]


def print_ending(out: Console, ending: Ending | None) -> None:
    """Why orders are short, or why the run stopped: each reason on a line of its own."""
    if ending is None or ending.how == "complete":
        return
    out.print(f"this start ended {ending.how}", highlight=False)
    for why in dict.fromkeys(filter(None, ending.why.split("; "))):
        out.print(f"  {escape(why)}", highlight=False, soft_wrap=True)


def print_summary(out: Console, summary: Mapping[str, Any]) -> None:
    """The figures of a run in a few lines."""
    for order in summary["orders"]:
        counts = ", ".join(f"{count} {name}" for name, count in sorted(order["outcomes"].items()))
        out.print(
            f"{order['order']}: {order['accepted']} accepted + {order['short']} short = {order['n']}; "
            f"{order['samples']} samples ({counts or 'none'})",
            highlight=False,
        )
        out.print(f"  accepted of tried {share(order['accepted_of_tried'])}")
        print_corrected(out, order["corrected"])
    _print_totals(out, summary)
    if summary.get("yields"):
        print_yields(out, summary)
    if summary.get("distribution", {}).get("written", 0) >= LEAST_WRITTEN:
        print_distribution(out, summary)
    if summary.get("parrot"):
        told = summary["parrot"]
        out.print(f"parrot writer, same cases: accepted of tried {share(told['accepted_of_tried'])}")
        own, parrots = told["writer_wording_share"], told["wording_share"]
        out.print(f"quotations in the case's own wording: writer {figure(own)}, parrot {figure(parrots)}")
    if summary.get("diversity"):
        print_diversity(out, summary["diversity"])
    out.print(f"compared with: {escape('; '.join(summary['reference'])) or 'nothing'}")
    print_judges(out, summary)


def _print_totals(out: Console, summary: Mapping[str, Any]) -> None:
    """All orders together; what passed after its order was full stands apart."""
    orders, undecided = summary["orders"], summary.get("undecided", 0)
    counts: dict[str, int] = {}
    for order in orders:
        for outcome, count in order["outcomes"].items():
            counts[outcome] = counts.get(outcome, 0) + count
    sums = {name: sum(order[name] for order in orders) for name in ("accepted", "short", "n")}
    told = " + ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    left = f" + {undecided} undecided" if undecided else ""
    out.print(
        f"all: {sums['accepted']} accepted + {sums['short']} short = {sums['n']}; "
        f"{sum(counts.values()) + undecided} samples = {told or 'none'}{left}",
        highlight=False,
    )
    if counts.get("surplus"):
        out.print(f"  surplus: {counts['surplus']} passed once their order was full; exported apart", highlight=False)
