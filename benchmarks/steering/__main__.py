"""`python -m benchmarks.steering`: accepted against target with steering off and on, asks met, stops, costs."""

from __future__ import annotations

import argparse

from benchmarks.steering.asks import render_asks
from benchmarks.steering.costs import render_costs
from benchmarks.steering.plays import N, render_plays
from benchmarks.steering.stops import render_stops

from casewright.types import Order

ORDERS = {
    "F41.1": Order("F41.1", N),
    "F20.0, as many men as women": Order("F20.0", N, targets={"sex": {"female": 0.5, "male": 0.5}}),
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="sets of each kind")
    given = parser.parse_args()
    for part in (render_costs(), render_stops(), render_asks(4), render_plays(ORDERS, range(given.seeds))):
        for line in part:
            print(line, flush=True)
        print()
