"""What the gate did to the distribution, on a terminal."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from casewright.cli.distribution import print_distribution, print_yields
from casewright.ledger.protocol import OrderRow, Spent
from casewright.runs.distribution import gate_distribution, observe, yields
from casewright.testing.kept_run import ORDER, made_record
from casewright.types import Outcome

ROW = {"system": "icd10-who-2019", "code": "F32.1", "language": "en", "kind": "progress", "targets": {}}


def summary(outcomes: list[Outcome]) -> dict[str, Any]:
    samples, order = [observe(made_record(i, outcome)) for i, outcome in enumerate(outcomes)], OrderRow(ORDER, ROW, 9)
    spent = {ORDER: Spent(40, 4000, 0.0, 80.0, 3)}
    return {"distribution": gate_distribution(samples, [order]), "yields": yields(samples, [order], spent)}


def printed(found: dict[str, Any]) -> str:
    out = io.StringIO()
    console = Console(file=out, width=200)
    print_yields(console, found)
    print_distribution(console, found)
    return out.getvalue()


def test_a_gate_that_lets_one_sex_pass_is_seen() -> None:
    """Values are shown where the distance is beyond chance, with counts and what was wanted."""
    told = printed(summary(["accepted", "rejected"] * 20))
    assert "20 accepted of 40 written" in told
    assert "female: written 0.50 (40), accepted 0.00 (20), wanted 0.60" in told
    assert "sex female: 1.00" in told
    assert "support:low-mood (20)" in told


def test_cost_without_prices_is_unknown() -> None:
    """And not nothing; the parrot has a dash where it wasn't run."""
    told = printed(summary(["accepted", "rejected"] * 4))
    line = next(line for line in told.splitlines() if line.startswith("F32.1 en progress"))
    assert line.split()[-5:] == ["3.0", "10.0", "1000.0", "20.0", "unknown"]
    assert "–" in line


def test_of_nothing_there_is_nothing_to_say() -> None:
    """A run whose every sample failed prints no figure that it doesn't have."""
    told = printed(summary(["error"]))
    assert "0 accepted of 0 written" in told
    assert "nan" not in told
