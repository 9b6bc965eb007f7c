"""`python -m benchmarks.identifiers report [--half even|odd|all] [--speed]`."""

from __future__ import annotations

import argparse

from benchmarks.identifiers.report import report_lines


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identifiers", description=__doc__)
    parser.add_argument("what", choices=["report"])
    parser.add_argument("--half", choices=["even", "odd", "all"], default="odd")
    parser.add_argument("--speed", action="store_true")
    asked = parser.parse_args()
    for line in report_lines(asked.half, speed=asked.speed):
        print(line, flush=True)


if __name__ == "__main__":
    main()
