"""Reports of several arms, and real notes, brought to equal number and equal lengths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from casewright.measures.privacy.confidential import Confidential
from casewright.measures.words import list_tokens
from casewright.studies.material import Arm, Material, RealNote, StudyReport
from casewright.studies.sampling import PLENTY, drawn, drawn_notes, plenty
from casewright.types import Language

__all__ = [
    "ENOUGH",
    "LEAST",
    "REAL",
    "Equal",
    "Side",
    "Text",
    "equalise",
    "languages_of",
    "most_of",
    "real_of",
    "reports_of",
]

REAL = "real notes"
MOST, FEWEST, ALL = 200, 50, 1_200
LEAST = 2
"""Texts that a set has at least."""
ENOUGH = 8
"""Where an arm has so many, a smaller one is left out: it would pull all others down to its number."""


@dataclass(frozen=True, slots=True, repr=False)
class Text(Confidential):
    """One text of a side; ``pair`` is its case, or the id of a real note."""

    pair: str
    code: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Side(Confidential):
    """The texts of one arm, or real notes, in one language."""

    name: str
    texts: tuple[Text, ...]
    baseline: bool = False
    real: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Equal(Confidential):
    """Sides of equal numbers and lengths.

    Attributes:
        n: Texts of each side; 0 where none has enough.
        words: Median length in tokens, the same on every side.
        sides: In the order given, real notes last.
        said: Who was left out, and what was done to the rest, in words.
    """

    n: int
    words: int
    sides: tuple[Side, ...]
    said: tuple[str, ...]


def languages_of(material: Material) -> list[Language]:
    """Languages that something was delivered in."""
    return sorted({report.language for arm in material.arms for report in arm.delivered})


def real_of(material: Material, language: Language) -> list[RealNote]:
    """The real notes in a language."""
    return [note for note in material.real if note.language == language and note.text.strip()]


def reports_of(arm: Arm, language: Language, code: str | None = None) -> list[StudyReport]:
    """What an arm delivers in a language, of one code or of all."""
    return [one for one in arm.delivered if one.language == language and (code is None or one.code == code)]


def most_of(material: Material) -> int:
    """Texts a side at most: with many arms fewer, so that the whole stays affordable."""
    return max(FEWEST, min(MOST, ALL // max(1, len(material.arms))))


def equalise(
    arms: Sequence[tuple[str, bool, Sequence[StudyReport]]],
    notes: Sequence[RealNote],
    *,
    most: int,
    seed: int,
    least: int = LEAST,
    enough: int = ENOUGH,
    leave_small: bool = True,
) -> Equal:
    """As many texts of each side as the smallest one has, each cut to the length of its rank.

    The k-th longest text of each side is cut to the shortest of all sides' k-th longest, so that lengths are
    distributed alike. Real notes are drawn among those that are long enough where there are such.

    Args:
        arms: Name, whether it is a baseline, and its reports.
        notes: Real notes, which take part where there are `ENOUGH` of them.
        most: Texts a side at most.
        seed: Of the draws.
        least: Texts that a side has at least.
        enough: Where an arm that is no baseline has so many, all must.
        leave_small: Whether small arms are left out where most are not small (`sampling.plenty`).
    """
    sizes = {name: len(reports) for name, _, reports in arms}
    real = len(notes) if len(notes) >= ENOUGH else 0
    own = [sizes[name] for name, baseline, _ in arms if not baseline]
    floor = PLENTY if leave_small and plenty(own) else _floor(own, least, enough)
    kept = [arm for arm in arms if sizes[arm[0]] >= floor]
    said = [_left_out(name, sizes[name], floor) for name in sizes if sizes[name] < floor]
    if not kept:
        return Equal(0, 0, (), tuple(said))
    n = min(most, *(len(reports) for _, _, reports in kept), *([real] if real else []))
    sides = [Side(name, tuple(_texts(drawn(reports, n, seed))), baseline) for name, baseline, reports in kept]
    if real:
        sides.append(Side(REAL, tuple(_long_enough(notes, sides, n, seed)), baseline=True, real=True))
    elif notes:
        said.append(f"real notes are left out: {len(notes)}, and {ENOUGH} are needed")
    cut, words = _cut_alike(sides)
    return Equal(n, words, cut, tuple(said))


def _floor(sizes: Sequence[int], least: int, enough: int) -> int:
    return enough if any(size >= enough for size in sizes) else least


def _left_out(name: str, size: int, floor: int) -> str:
    return f"{name} is left out: {size} report{'' if size == 1 else 's'}, and {floor} are needed"


def _texts(reports: Iterable[StudyReport]) -> Iterable[Text]:
    return (Text(report.pair, report.code, report.text) for report in reports)


def _long_enough(notes: Sequence[RealNote], sides: Sequence[Side], n: int, seed: int) -> list[Text]:
    """Notes for every rank of length, drawn among those that are as long; where none is left, the longest one."""
    wanted = _least_lengths(sides)
    pool = sorted(((len(list_tokens(note.text)), note) for note in drawn_notes(notes, len(notes), seed)),
                  key=lambda one: -one[0])  # fmt: skip
    dice, free, known = np.random.default_rng(seed), list[RealNote](), 0
    found = []
    for size in wanted[:n]:
        while known < len(pool) and (pool[known][0] >= size or not free):
            free.append(pool[known][1])
            known += 1
        note = free.pop(int(dice.integers(len(free))))
        found.append(Text(note.id, note.code, note.text))
    return found


def _least_lengths(sides: Sequence[Side]) -> list[int]:
    """By rank, the longest first: what the shortest of the sides has."""
    ranked = [sorted((len(list_tokens(one.text)) for one in side.texts), reverse=True) for side in sides]
    return [min(ranks) for ranks in zip(*ranked, strict=True)]


def _cut_alike(sides: Sequence[Side]) -> tuple[tuple[Side, ...], int]:
    lengths = _least_lengths(sides)
    cut = tuple(replace(side, texts=tuple(_cut(side.texts, lengths))) for side in sides)
    return cut, int(median(lengths)) if lengths else 0


def _cut(texts: Sequence[Text], lengths: Sequence[int]) -> Iterable[Text]:
    told = sorted(((list_tokens(one.text), one) for one in texts), key=lambda pair: -len(pair[0]))
    for (tokens, one), size in zip(told, lengths, strict=True):
        yield one if len(tokens) <= size else replace(one, text=one.text[: tokens[size - 1].end] if size else "")
