"""How our index grows: from a thousand notes to a hundred thousand, exact and thinned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.overlap.size import Size, exponent, measure_apart

__all__ = ["render_growth"]


def render_growth(sizes: Sequence[int]) -> Iterator[str]:
    """A row a size, each in a process of its own; then the exponents of build time and memory."""
    yield "| notes | bytes a note | build CPU s | peak MB (before) | open ms | screen ms p50 / p95 | sources ms |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for thin in (False, True):
        rows = [measure_apart(notes, thin=thin) for notes in sizes]
        for row in rows:
            yield _row(row)
        build = exponent(sizes, [row.build for row in rows])
        memory = exponent(sizes, [row.peak - row.before for row in rows])
        yield f"| {_kind(thin)} | growth | {build:.2f} | {memory:.2f} | | | |"


def _row(row: Size) -> str:
    cells = (
        f"{row.notes:,} {_kind(row.thin)}",
        f"{row.bytes / row.notes:.0f}",
        f"{row.build:.1f}",
        f"{row.peak:.0f} ({row.before:.0f})",
        f"{1000 * row.open:.0f}",
        f"{row.screen[0]:.2f} / {row.screen[1]:.2f}",
        f"{row.sources[0]:.2f} / {row.sources[1]:.2f}",
    )
    return f"| {' | '.join(cells)} |"


def _kind(thin: bool) -> str:  # noqa: FBT001 - a word for a flag
    return "thinned" if thin else "exact"
