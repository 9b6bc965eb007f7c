"""How much of a set is told in the same frames: skeletons of sentences, first sentences, orders of headings."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.templates import list_headings, list_skeletons, opening
from casewright.measures.privacy.confidential import Confidential
from casewright.types import Language

__all__ = ["Frames", "frame_figures", "template_reports", "template_sentences", "template_share"]

Kept = NDArray[np.bool_]
Numbers = NDArray[np.int64]
LEAST_REPORTS = 3
LEAST_SHARE = 0.05


def template_reports(n: int) -> int:
    """In how many of n reports a skeleton stands that counts as a template: three, and one in twenty."""
    return max(LEAST_REPORTS, ceil(LEAST_SHARE * n))


class Frames(Confidential):
    """The skeletons, first sentences and headings of a set's reports, as numbers."""

    __slots__ = ("headings", "openings", "owners", "skeletons")

    def __init__(self, texts: Sequence[tuple[str, Language]]) -> None:
        each = [list_skeletons(text, language) for text, language in texts]
        self.skeletons = _number([signs for one in each for signs in one])
        self.owners: Numbers = np.repeat(np.arange(len(each)), [len(one) for one in each]).astype(np.int64)
        self.openings = _number([opening(text, language) for text, language in texts])
        self.headings = _number([list_headings(text) for text, _ in texts])


def _number(things: Sequence[tuple[str, ...]]) -> Numbers:
    """Equal things get equal numbers; an empty one gets -1."""
    seen: dict[Hashable, int] = {}
    return np.array([seen.setdefault(thing, len(seen)) if thing else -1 for thing in things], dtype=np.int64)


def frame_figures(frames: Frames, kept: Kept) -> Mapping[str, float | None]:
    """What is told in frames that recur.

    ``template_share``: sentences whose skeleton stands in as many reports as make a template, over the sentences
    that have a skeleton. ``openings_repeated``: reports whose first sentence has the skeleton of another's.
    ``headings_alike``: reports with the most frequent order of headings, over those that have headings. A kind of
    document prescribes these, so they are told and never alarmed about.
    """
    n = int(kept.sum())
    if n < 2:
        return dict.fromkeys(("template_share", "openings_repeated", "headings_alike"))
    opened = frames.openings[kept]
    opened = opened[opened >= 0]
    repeated = float((np.bincount(opened)[opened] > 1).mean()) if len(opened) else None
    headed = frames.headings[kept]
    headed = headed[headed >= 0]
    alike = float(np.bincount(headed).max() / len(headed)) if len(headed) else None
    return {"template_share": template_share(frames, kept), "openings_repeated": repeated, "headings_alike": alike}


def template_share(frames: Frames, kept: Kept) -> float | None:
    """Sentences whose skeleton is a template, over the sentences of kept reports that have a skeleton."""
    total = int(kept[frames.owners].sum())
    return float(template_sentences(frames, kept).sum()) / total if total else None


def template_sentences(frames: Frames, kept: Kept) -> NDArray[np.float64]:
    """By report: how many of its sentences have a skeleton that is a template among the kept reports."""
    rows = kept[frames.owners]
    own, owners = frames.skeletons[rows], frames.owners[rows]
    if not len(own):
        return np.zeros(len(kept))
    holders = np.bincount(np.unique(own * len(kept) + owners) // len(kept))
    recurs = holders[own] >= template_reports(int(kept.sum()))
    return np.bincount(owners, recurs, len(kept)).astype(np.float64)
