"""Ages in groups that are the same for every code, and the shares of other bands told in them."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["AGE_GROUPS", "age_group", "regroup"]

AGE_GROUPS = ("0-11", "12-17", "18-24", "25-34", "35-49", "50-64", "65-79", "80-120")


def age_group(age: int) -> str:
    """The group of an age in years."""
    return next((name for name in AGE_GROUPS if age <= _ends(name)[1]), AGE_GROUPS[-1])


def regroup(bands: Mapping[str, float]) -> dict[str, float]:
    """Shares of bands such as ``18-29`` (both ends included) as shares of our groups.

    Within a band every age is equally likely, as it is when a case is drawn.
    """
    found = dict.fromkeys(AGE_GROUPS, 0.0)
    for band, share in bands.items():
        low, high = _ends(band)
        for age in range(low, high + 1):
            found[age_group(age)] += share / (high - low + 1)
    return {name: share for name, share in found.items() if share > 0}


def _ends(band: str) -> tuple[int, int]:
    low, _, high = band.partition("-")
    return int(low), int(high)
