"""Recall, precision and flagged clean texts.

A labelled passage is found where a hit of a type that counts for its kind overlaps it; exactly, where one such hit has
its bounds; by any, where a hit of whatever type overlaps. A hit is right where it counts for the kind of a passage that
it overlaps; one on a passage of another kind, or on none, is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.identifiers.finders import Finder, Hit
from benchmarks.identifiers.sets import ACCEPTED, Labelled, Span

from casewright.certificates import Rate
from casewright.measures.rates import rate

__all__ = ["Counts", "Scores", "flagged", "score", "shown"]


@dataclass(slots=True)
class Counts:
    """Hits and trials of one kind."""

    n: int = 0
    typed: int = 0
    exact: int = 0
    touched: int = 0


@dataclass(slots=True)
class Scores:
    """What a finder made of a set."""

    recall: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    precision: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))

    def overall(self, side: dict[str, Counts]) -> Counts:
        """Over Safe Harbor's kinds (recall) or over all types found (precision)."""
        kinds = [one for kind, one in side.items() if side is self.precision or kind in ACCEPTED]
        return Counts(*(sum(getattr(one, name) for one in kinds) for name in ("n", "typed", "exact", "touched")))


def score(finder: Finder, rows: Iterable[Labelled]) -> Scores:
    """One finder over labelled rows."""
    scores = Scores()
    for row in rows:
        hits = finder(row.text, row.language)
        for span in row.spans:
            _count_span(scores.recall[span.kind], span, hits)
        for hit in hits:
            _count_hit(scores.precision[hit[0]], hit, row.spans)
    return scores


def _count_span(counts: Counts, span: Span, hits: Sequence[Hit]) -> None:
    near = [hit for hit in hits if hit[1] < span.end and span.start < hit[2]]
    typed = [hit for hit in near if hit[0] in ACCEPTED.get(span.kind, ())]
    counts.n += 1
    counts.touched += bool(near)
    counts.typed += bool(typed)
    counts.exact += any(hit[1:] == (span.start, span.end) for hit in typed)


def _count_hit(counts: Counts, hit: Hit, spans: Sequence[Span]) -> None:
    near = [span for span in spans if hit[1] < span.end and span.start < hit[2]]
    counts.n += 1
    counts.touched += bool(near)
    counts.typed += any(hit[0] in ACCEPTED.get(span.kind, ()) for span in near)


def flagged(finder: Finder, texts: Iterable[Labelled]) -> Rate:
    """Share of texts in which anything is found."""
    found = [bool(finder(one.text, one.language)) for one in texts]
    return rate(sum(found), len(found))


def shown(hits: int, n: int) -> str:
    """A share as a table shows it."""
    counted = rate(hits, n)
    if counted.low is None or counted.high is None:
        return "none"
    return f"{hits / n:.3f} ({hits}/{n}; {counted.low:.3f}-{counted.high:.3f})"
