"""``python -m benchmarks.statistics [ROUNDS]``: coverage, false findings, and digits and time beside statsmodels"""

from __future__ import annotations

import sys

from benchmarks.statistics.coverage import coverage, false_findings
from benchmarks.statistics.peers import compared

from casewright.studies.statistics import share


def main(rounds: int) -> None:
    """Prints Markdown."""
    print("| interval | n | holds the truth | of |\n|---|---|---|---|")
    for name, n, found, of in coverage(rounds):
        print(f"| {name} | {n} | {_told(found, of)} | {of:,} |")
    print("\n| test of nothing | n | p at most 0.05 | of |\n|---|---|---|---|")
    for name, n, found, of in false_findings(rounds):
        print(f"| {name} | {n} | {_told(found, of)} | {of:,} |")
    try:
        rows = list(compared())
    except ImportError as error:
        print(f"\n{error.name} isn't installed: no peers")
        return
    print("\n| beside statsmodels, scipy | largest difference | ours, ms | theirs, ms |\n|---|---|---|---|")
    for what, apart, own, peers in rows:
        print(f"| {what} | {apart:.1e} | {own:.2f} | {peers:.2f} |")


def _told(found: float, of: int) -> str:
    figure = share(round(found * of), of)
    return f"{found:.3f} ({figure.low:.3f} to {figure.high:.3f})"


main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
