"""Versions of rubrics (semver.org, 2.0.0): which part rose, and which has to."""

from __future__ import annotations

from typing import Literal

__all__ = ["RISES", "Part", "Rise", "raised", "rise", "suffices"]

Part = Literal["none", "patch", "minor", "major"]
Rise = Literal["lower", "none", "patch", "minor", "major"]
RISES: tuple[Rise, ...] = ("lower", "none", "patch", "minor", "major")


def rise(before: str, after: str) -> Rise:
    """The highest part of a version that rose, or ``lower`` where it fell."""
    if _order(after) < _order(before):
        return "lower"
    old, new = _numbers(before), _numbers(after)
    names: tuple[Rise, ...] = ("major", "minor", "patch")
    rose = next((name for name, one, other in zip(names, old, new, strict=True) if one != other), None)
    if rose is not None:
        return rose
    return "none" if _order(before) == _order(after) else "patch"


def raised(version: str, part: Part) -> str:
    """A version with one part raised and those after it at nought."""
    major, minor, patch = _numbers(version)
    match part:
        case "none":
            return version
        case "patch":
            return f"{major}.{minor}.{patch + 1}"
        case "minor":
            return f"{major}.{minor + 1}.0"
        case "major":
            return f"{major + 1}.0.0"


def suffices(rose: Rise, needed: Part) -> bool:
    """Whether a version rose as far as a change asks for."""
    return RISES.index(rose) >= RISES.index(needed)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.partition("+")[0].partition("-")[0].split("."))


def _order(version: str) -> tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]:
    """What comes first by the standard; a release comes after what preceded it."""
    before = version.partition("+")[0].partition("-")[2]
    parts = [(not one.isdigit(), int(one) if one.isdigit() else 0, one) for one in before.split(".") if before]
    return _numbers(version), not before, tuple(parts)
