"""Copying in a set: every report through the screen, and the figures of all beside those of real notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from casewright.measures.diversity.sets import SetText
from casewright.measures.figure import Figure
from casewright.measures.privacy import ReferenceIndex
from casewright.measures.privacy.sets import MEASURES, measure_set_privacy, read_figures
from casewright.measures.privacy.sets.shares import mean
from casewright.measures.words import token_keys
from casewright.runs.scanning import copying_share, scan_texts

__all__ = ["SetCopying", "measure_copying"]


@dataclass(frozen=True, slots=True)
class SetCopying:
    """What the screen found in a set.

    Attributes:
        reference: What the set was compared with.
        notes: How many notes that is.
        marks: What is to be known of that corpus.
        limits: The screen's limits, from that corpus or, where it is small, the defaults.
        figures: ``failing``, and what `measure_set_privacy` makes of all.
        real: Means of the same measures of the real notes themselves, each against the other patients'.
        words: To how many words these were cut, the median of the reports; ``None`` where too few are so long, so
            that whole notes stand beside.
        said: What the figures say, in sentences.
        reports: Report to the limits that it fails by.
    """

    reference: str
    notes: int
    marks: tuple[str, ...]
    limits: Mapping[str, float]
    figures: Mapping[str, Figure]
    real: Mapping[str, Figure]
    words: int | None
    said: tuple[str, ...]
    reports: Mapping[str, tuple[str, ...]]


def measure_copying(
    index: ReferenceIndex, texts: Sequence[SetText], tell: Callable[[int], None] = lambda done: None
) -> SetCopying:
    """Screens every report; ``tell`` hears how many are done."""
    found = []
    for one in scan_texts(index, texts):
        found.append(one)
        tell(len(found))
    words = int(median(len(token_keys(one.text)) for one in texts)) if texts else 0
    cut = index.baseline_of_length(words)
    usual = cut or index.baseline
    figures = measure_set_privacy([one.privacy for one in found], usual)
    return SetCopying(
        reference=index.name,
        notes=len(index),
        marks=index.marks,
        limits=dict(index.limits),
        figures={"failing": copying_share(found), **figures},
        real={f"{name}.mean": mean(usual[name], "of real notes") for name in MEASURES if len(usual.get(name, ()))},
        words=words if cut else None,
        said=read_figures(figures),
        reports={one.id: tuple(reason.target or reason.kind for reason in one.reasons) for one in found if one.reasons},
    )
