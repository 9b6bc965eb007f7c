"""When an order is given up that nothing passes: how many samples that saves, and how often it is wrong. Exact."""

from __future__ import annotations

from collections.abc import Iterator

from casewright.runs.steering.stopping import upper_rate

__all__ = ["render_stops"]

ROUND = 10


def render_stops() -> Iterator[str]:
    """A table by the number wanted, with the samples allowed by default."""
    yield "| wanted | samples allowed | given up after | an order that its samples would just fill is given up |"
    yield "|---|---|---|---|"
    for wanted in (1, 5, 20, 200):
        allowed = 10 + 5 * wanted
        borders = range(min(wanted, ROUND), allowed, min(wanted, ROUND))
        n = next((n for n in borders if upper_rate(n) * (allowed - n) < wanted), None)
        if n is None:
            yield f"| {wanted} | {allowed} | never | never |"
        else:
            yield f"| {wanted} | {allowed} | {n} | {(1 - wanted / (allowed - n)) ** n:.1%} |"
