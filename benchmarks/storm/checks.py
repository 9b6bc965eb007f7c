"""What must hold after a storm, each as a named check that can fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.storm.found import Found
from benchmarks.storm.storm import Storm

__all__ = ["Figures", "checks", "figures"]


@dataclass(frozen=True)
class Figures:
    """A row of the table."""

    samples: int
    kills: int
    lost: int
    wrong: int
    calls: int
    repaid: int
    open: int
    again: int
    in_flight: int
    seconds: float


def figures(storm: Storm, quiet: Found, found: Found) -> Figures:
    """What the storm came to, held against the quiet run."""
    return Figures(
        samples=len(quiet.samples),
        kills=storm.killed.total(),
        lost=len(quiet.samples.keys() - found.samples.keys()),
        wrong=sum(found.samples[name] != told for name, told in quiet.samples.items() if name in found.samples),
        calls=len(found.asked),
        repaid=found.repaid,
        open=found.bill.open,
        again=found.bill.again,
        in_flight=storm.in_flight,
        seconds=storm.seconds,
    )


def checks(row: Figures, storm: Storm, quiet: Found, found: Found) -> Mapping[str, bool]:
    """By name, whether it held."""
    bill = found.bill
    lost_answers = storm.killed["endpoint"] + storm.killed["postgres"] > 0
    return {
        f"at least {storm.kills} kills": row.kills >= storm.kills,
        "lost 0": row.lost == 0 and found.undecided == 0,
        "nothing there that the quiet run lacks": not found.samples.keys() - quiet.samples.keys(),
        "wrong 0": row.wrong == 0,
        "one decision a sample": set(found.decisions.values()) == {1},
        "repaid at most those in flight at kills": row.repaid <= bill.open + (bill.failed if lost_answers else 0),
        "in flight at most what was killed could hold": lost_answers or bill.open <= row.in_flight,
        "completed = what the endpoint was asked, each once": bill.completed == len(found.asked),
        "as many distinct calls as the quiet run": found.asked.keys() == quiet.asked.keys(),
        "begun = completed + again + failed + open": bill.begun
        == bill.completed + bill.again + bill.failed + bill.open,
        "the endpoint answered no call that the ledger had not begun": found.paid <= bill.begun,
        "samples = sum of outcomes": _adds_up(found),
        "accepted + short = n, as the summary has it": _fills(found),
    }


def _adds_up(found: Found) -> bool:
    total = sum(counts.total() for counts in found.outcomes.values())
    told: Any = found.summary["orders"]
    return total == len(found.samples) == sum(int(order["samples"]) for order in told)


def _fills(found: Found) -> bool:
    told: Any = found.summary["orders"]
    for order in told:
        accepted = found.outcomes[order["order"]]["accepted"]
        if accepted != order["accepted"] or accepted + order["short"] != found.orders[order["order"]]:
            return False
    return len(told) == len(found.orders)
