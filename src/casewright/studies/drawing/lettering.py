"""Text that fits: how wide it is in print, where it wraps, and how numbers are written"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from casewright.measures.figure import Figure
from casewright.studies.drawing.canvas import BODY

__all__ = ["count", "known", "number", "plain", "reach", "width", "wrap"]

LEADING = 1.42
"""Of a line, in sizes of type."""


def width(text: str, size: float = BODY, *, bold: bool = False) -> float:
    """Inches of the widest line."""
    return max((_width(line, size, bold) for line in text.split("\n")), default=0.0)


@lru_cache(maxsize=4096)
def _width(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - a key of the cache
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    letters = FontProperties(size=size, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, letters, ismath=False)[0]) / 72


def reach(text: str, size: float = BODY) -> float:
    """Inches that the lines of a text take downwards."""
    return (text.count("\n") + 1) * size * LEADING / 72 if text else 0.0


def wrap(text: str, inches: float, size: float = BODY, *, bold: bool = False, lines: int = 3) -> str:
    """The text on as many lines as it needs; what is more than ``lines`` ends in an ellipsis."""
    broken: list[str] = []
    rest = plain(text)
    while rest and len(broken) < lines:
        end = _fitting(rest, inches, size, bold=bold)
        broken.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        last = broken[-1]
        while last and width(f"{last}…", size, bold=bold) > inches:
            last = last[:-1]
        broken[-1] = f"{last}…"
    return "\n".join(broken)


def _fitting(text: str, inches: float, size: float, *, bold: bool) -> int:
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle], size, bold=bold) <= inches else (low, middle - 1)
    if low == len(text):
        return low
    space = text.rfind(" ", 0, low + 1)
    if space > low * 0.4:
        return space
    cut = max(text.rfind(sign, 0, low) + 1 for sign in "-/_")
    return cut if cut > low // 3 else low


def plain(text: str) -> str:
    """On one line, without characters that SVG may not hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def known(figure: Figure | None) -> bool:
    """Whether there is a number to draw."""
    return figure is not None and figure.value is not None and math.isfinite(figure.value)


def number(value: float | None, digits: int = 2) -> str:
    """A number as cells show it: as many digits as asked, fewer where it is large, more where it is tiny."""
    if value is None or not math.isfinite(value):
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def count(figures: Iterable[Figure | None]) -> str:
    """``n 60``, or ``n 12–60`` where it differs."""
    found = sorted({figure.n for figure in figures if figure is not None})
    if not found:
        return "n 0"
    return f"n {found[0]:,}" if len(found) == 1 else f"n {found[0]:,}–{found[-1]:,}"
