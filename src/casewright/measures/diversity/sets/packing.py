"""How far a set can be compressed, at equal bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from casewright.measures.diversity.compression import compression_ratio

__all__ = ["block_size", "compression_figures"]

LARGEST = 32_768
SMALLEST = 2_048


def block_size(texts: Sequence[str]) -> int | None:
    """Bytes at which a set is compressed: the largest power of two that is at most half of it, from 2 kB to 32 kB.

    32 kB is what gzip remembers: of a longer text it sees no more at once.
    """
    total = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
    if total < 2 * SMALLEST:
        return None
    return min(LARGEST, int(2 ** np.floor(np.log2(total // 2))))


def compression_figures(
    texts: Sequence[str], orders: Sequence[NDArray[np.int64]], kept: NDArray[np.bool_], size: int | None
) -> Mapping[str, float | None]:
    """``compression``: bytes over gzip bytes (Shaib 2024) of ``size`` bytes of the reports, end to end.

    Args:
        texts: The reports.
        orders: Orders in which they are put; the mean over them is given.
        kept: Which reports count.
        size: Bytes of a block.
    """
    if size is None:
        return {"compression": None}
    found = [_ratio(texts, order, kept, size) for order in orders]
    whole = [ratio for ratio in found if ratio is not None]
    return {"compression": sum(whole) / len(whole) if whole else None}


def _ratio(texts: Sequence[str], order: NDArray[np.int64], kept: NDArray[np.bool_], size: int) -> float | None:
    parts, total = [], 0
    for place in order[kept[order]]:
        parts.append(texts[place].encode("utf-8", "surrogatepass"))
        total += len(parts[-1]) + 1
        if total > size:
            break
    block = b"\n".join(parts)[:size]
    return compression_ratio(block.decode("utf-8", "ignore")) if len(block) == size else None
