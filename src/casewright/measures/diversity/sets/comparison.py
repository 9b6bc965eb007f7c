"""A group of reports measured, beside real notes where there are any, and its alarms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets.collapse import find_alarms
from casewright.measures.diversity.sets.figures import average, less_diverse, list_figures
from casewright.measures.diversity.sets.findings import CollapseAlarm
from casewright.measures.diversity.sets.jackknife import Measured, jackknife
from casewright.measures.diversity.sets.matching import Matched, RealNotes
from casewright.measures.diversity.sets.packing import block_size
from casewright.measures.diversity.sets.reading import Reading
from casewright.measures.diversity.sets.texts import SetText
from casewright.measures.figure import Figure

__all__ = ["Compared", "compare"]

DRAWS = 3
LEAST_MATCHED = 2


class Compared:
    """What was found of one group.

    Attributes:
        figures: Its figures.
        real: Real notes' figures at equal numbers and lengths; ``None`` where nothing was compared.
        less_diverse: Names of the figures that are worse than real notes'.
    """

    def __init__(self, ids: Sequence[str], reading: Reading, measured: Measured, note: str = "") -> None:
        self._ids, self._reading, self._measured = ids, reading, measured
        self.figures = list_figures(reading, measured, note)
        self.real: Mapping[str, Figure] | None = None
        self.less_diverse: tuple[str, ...] = ()
        self._real: Measured | None = None

    def beside(self, reading: Reading, real: Measured, note: str) -> None:
        """Adds what real notes have; ``reading`` is one drawing of them."""
        self._real, self.real = real, list_figures(reading, real, note)
        self.less_diverse = less_diverse(self._measured, real)

    def alarms(self, name: str) -> list[CollapseAlarm]:
        """The alarms of a group that has this name."""
        return find_alarms(name, self._ids, self._reading, self._measured, self._real)


def compare(
    texts: Sequence[SetText], real: RealNotes | None, vectors: NDArray[np.float32] | None, seed: int
) -> Compared:
    """Measures a group, and as many and as long real notes."""
    pairs = [(text.text, text.language) for text in texts]
    matched = real.match(pairs, DRAWS) if real else None
    if matched is None or len(matched.places) < LEAST_MATCHED:
        reading = Reading(pairs, vectors=vectors, seed=seed)
        return Compared([text.id for text in texts], reading, _measured(reading))
    return _beside(texts, matched, None if vectors is None else vectors[matched.places], seed)


def _beside(texts: Sequence[SetText], matched: Matched, vectors: NDArray[np.float32] | None, seed: int) -> Compared:
    sides = [matched.texts, *matched.draws]
    sizes = [size for side in sides if (size := block_size([text for text, _ in side])) is not None]
    block = min(sizes) if len(sizes) == len(sides) else None
    reading = Reading(matched.texts, vectors=vectors, seed=seed, block=block)
    found = Compared([texts[place].id for place in matched.places], reading, _measured(reading), _note(texts, matched))
    draws = [Reading(draw, seed=seed, block=block) for draw in matched.draws]
    note = f"mean of {DRAWS} drawings of real notes, each cut to the length of a report"
    found.beside(draws[0], average([_measured(draw) for draw in draws]), note)
    return found


def _measured(reading: Reading) -> Measured:
    return jackknife(reading.figures, reading.order)


def _note(texts: Sequence[SetText], matched: Matched) -> str:
    """What was done to the set so that real notes can stand beside it."""
    parts = []
    if len(matched.places) < len(texts):
        parts.append(f"{len(matched.places)} of {len(texts)} reports, as real notes are few")
    if matched.cut:
        parts.append(f"{matched.cut} cut to the length of a real note")
    return "; ".join(parts)
