"""Texts held against a corpus: whether each passes the screen, and what it came from for whoever holds the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from casewright.measures.diversity.sets import SetText
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceIndex, overlap_reasons
from casewright.measures.privacy.sets.shares import share
from casewright.types import Privacy, Reason

__all__ = ["Scanned", "copying_share", "scan_texts"]


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was found in one text. It holds places in that text and numbers, and no word of the corpus.

    Attributes:
        id: The text's id.
        outcome: Whether it passes the screen's limits, which stand in ``privacy.limits``.
        reasons: Why it fails.
        privacy: The figures and the spans of the text that stand in the corpus.
        sources: (row of the reference, shared score) of the notes that share most with it, where it was asked for.
    """

    id: str
    outcome: Literal["pass", "fail"]
    reasons: tuple[Reason, ...]
    privacy: Privacy
    sources: tuple[tuple[int, float], ...] = ()


def scan_texts(index: ReferenceIndex, texts: Iterable[SetText], *, sources: int = 0) -> Iterator[Scanned]:
    """Screens each text; ``sources`` is how many rows of the reference to name for each, at most."""
    for one in texts:
        found = index.screen(one.text)
        reasons = overlap_reasons(found)
        rows = tuple((int(row), float(score)) for row, score in index.sources(one.text, top=sources)) if sources else ()
        yield Scanned(one.id, "fail" if reasons else "pass", reasons, found, rows)


def copying_share(scanned: Sequence[Scanned]) -> Figure:
    """The share of texts that fail, with its interval; where none does, the upper end is the bound that n allows."""
    return share(sum(one.outcome == "fail" for one in scanned), len(scanned), "share of texts that fail the screen")
