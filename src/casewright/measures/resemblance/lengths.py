"""Sets of texts brought to the same lengths: at each rank every set is cut to the shortest of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from casewright.measures.words import list_tokens

__all__ = ["cut_to", "shared_lengths"]


def shared_lengths(sets: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], ...]:
    """How many tokens each text keeps, so that all sets have one distribution of lengths.

    A text of rank r among n stands at quantile (r + 1/2) / n of its set, and keeps as many tokens as the least of all
    sets' quantiles there. Nothing is left out, and no set is lengthened.

    Args:
        sets: Tokens of each text, a set each; none is empty.
    """
    ordered = [np.sort(np.asarray(one, dtype=np.float64)) for one in sets]
    return tuple(_kept(np.asarray(one), ordered) for one in sets)


def cut_to(text: str, size: int) -> str:
    """The text up to the end of its token number ``size``."""
    tokens = list_tokens(text)
    return text if len(tokens) <= size else text[: tokens[size - 1].end] if size > 0 else ""


def _kept(lengths: NDArray[np.int64], ordered: Sequence[NDArray[np.float64]]) -> NDArray[np.int64]:
    order = np.argsort(lengths, kind="stable")
    quantiles = (np.arange(len(lengths)) + 0.5) / len(lengths)
    least = np.min([np.quantile(one, quantiles, method="hazen") for one in ordered], axis=0)
    kept = np.empty(len(lengths), dtype=np.int64)
    kept[order] = np.minimum(np.floor(least + 1e-9).astype(np.int64), lengths[order])
    return kept
