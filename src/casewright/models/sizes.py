"""Whether a model is small, told from the number of parameters in its name."""

from __future__ import annotations

import re

__all__ = ["is_small"]

SMALL_BILLIONS = 4.0
SIZE = re.compile(r"(?<![a-z0-9.])(\d+(?:\.\d+)?)(b|m)(?![a-z0-9])", re.IGNORECASE)


def is_small(name: str) -> bool:
    """True for names such as ``qwen2.5-1.5b`` or ``smollm2-135m``: at most four billion parameters."""
    sizes = [float(number) / (1000 if unit.lower() == "m" else 1) for number, unit in SIZE.findall(name)]
    return bool(sizes) and max(sizes) <= SMALL_BILLIONS
