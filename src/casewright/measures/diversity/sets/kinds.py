"""The figures of a set by name: which way is worse, and what they may lie between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

__all__ = ["DRAWN", "LARGEST", "PACKED", "SHARES", "WORSE"]

WORSE: Mapping[str, Literal["high", "low"]] = {
    **{f"self_bleu_{n}": "high" for n in range(1, 5)},
    **{f"distinct_{n}": "low" for n in range(1, 4)},
    "types": "low",
    "heaps": "low",
    "phrases_repeated": "high",
    "self_repetition_score": "high",
    "compression": "high",
    "near_duplicates": "high",
    "retold": "high",
    "similarity": "high",
    "vendi": "low",
    "vendi_share": "low",
    "vendi_phrases_share": "low",
    "template_share": "high",
    "openings_repeated": "high",
    "dispersion": "low",
    "vendi_meanings_share": "low",
}
"""The side on which a set is less diverse. ``headings_alike`` has none: a kind of document prescribes its headings."""

SHARES = ("near_duplicates", "retold", "openings_repeated")
"""Shares of reports: where leaving reports out never moves them, Wilson's interval stands in for the jackknife's."""

DRAWN = ("distinct_1", "distinct_2", "distinct_3", "types", "heaps")
PACKED = ("compression",)
LARGEST: Mapping[str, float] = {"self_repetition_score": float("inf"), "types": float("inf"), "vendi": float("inf")} | {
    "compression": float("inf"),
    "dispersion": 2.0,
}
"""What a figure can be at most; 1 where nothing is said. The least is 0."""
