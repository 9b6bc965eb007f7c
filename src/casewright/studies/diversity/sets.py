"""Figures of sets of equal number and length: each side overall, and each code"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.sets import CollapseAlarm, SetText
from casewright.measures.diversity.sets.comparison import compare
from casewright.measures.embedding import Embedder
from casewright.measures.figure import Figure
from casewright.runs.set_sources import guarded
from casewright.studies.diversity.bounds import bounded
from casewright.studies.diversity.equal import Equal, Side, equalise, real_of, reports_of
from casewright.studies.material import Material
from casewright.types import Language

__all__ = ["CODE_LEAST", "CodeSets", "SetFigures", "measure_codes", "measure_sides", "one_thread"]

CODE_LEAST = 5
CODE_MOST = 50
MOST_CODES = 12
SHARES = ("phrases_repeated", "template_share", "openings_repeated")
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SetFigures:
    """What one side shows. It holds no text."""

    side: str
    baseline: bool
    real: bool
    figures: Mapping[str, Figure]
    alarms: tuple[CollapseAlarm, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeSets:
    """The sides of one code in one language."""

    code: str
    language: Language
    n: int
    words: int
    sides: tuple[SetFigures, ...]
    said: tuple[str, ...] = field(default=())


def one_thread() -> AbstractContextManager[Any]:
    """Keeps linear algebra on one thread: its matrices are small, and threads that wait burn several times the CPU."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    return threadpool_limits(1, "blas")  # type: ignore[no-any-return]


def measure_sides(equal: Equal, language: Language, embedder: Embedder | None, seed: int) -> Iterator[SetFigures]:
    """Every figure of every side, one after the other; vectors are of all sides' texts together."""
    with guarded("embedding the texts of arms and real notes"):
        vectors = _vectors(equal.sides, embedder)
    for side, rows in zip(equal.sides, vectors, strict=True):
        yield _measured(side, language, rows, seed, "")


def _vectors(sides: Sequence[Side], embedder: Embedder | None) -> Sequence[Vectors | None]:
    texts = [one.text for side in sides for one in side.texts]
    if embedder is None or not texts:
        return [None] * len(sides)
    rows = embedder.fitted(texts).embed(texts)
    return np.split(rows, np.cumsum([len(side.texts) for side in sides])[:-1])


def _measured(side: Side, language: Language, vectors: Vectors | None, seed: int, code: str) -> SetFigures:
    texts = [SetText(str(number), one.code, language, one.text) for number, one in enumerate(side.texts)]
    with guarded(f"measuring the diversity of {side.name}"), one_thread():
        found = compare(texts, None, vectors, seed)
        alarms = () if side.real or not code else tuple(found.alarms(code))
        figures = {name: bounded(figure) if name in SHARES else figure for name, figure in found.figures.items()}
        return SetFigures(side.name, side.baseline, side.real, figures, alarms)


def measure_codes(material: Material, language: Language) -> Iterator[CodeSets]:
    """The codes that most reports are of, each with the arms that have five reports of it or more."""
    counts = Counter(one.code for arm in material.arms for one in reports_of(arm, language) if one.code)
    for code, _ in counts.most_common(MOST_CODES):
        arms = [(arm.name, arm.parrot, reports_of(arm, language, code)) for arm in material.arms]
        if not any(len(reports) >= CODE_LEAST for _, _, reports in arms):
            continue
        notes = [note for note in real_of(material, language) if note.code == code]
        with guarded("bringing texts to equal length"):
            equal = equalise(
                arms, notes, most=CODE_MOST, seed=material.seed, least=CODE_LEAST, enough=CODE_LEAST, leave_small=False
            )
        sides = tuple(_measured(side, language, None, material.seed, code) for side in equal.sides)
        yield CodeSets(code, language, equal.n, equal.words, sides, equal.said)
