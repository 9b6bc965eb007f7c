"""Diversity in pictures: each arm's figures beside real notes'"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casewright.measures.figure import Figure
from casewright.studies.diversity.columns import LEXICAL, REPETITION, RICHNESS
from casewright.studies.diversity.finding import LanguageDiversity
from casewright.studies.picture import Intervals, Panel, Picture

__all__ = ["list_pictures"]

SHOWN = ("self_bleu_4", "template_share", "near_duplicates", "distinct_2", "vendi_phrases_share")
COLUMNS = {column.id: column for column in (*REPETITION, *RICHNESS)}
MATTR = next(column for column in LEXICAL if column.id == "mattr")


def list_pictures(found: Iterable[LanguageDiversity]) -> Iterator[Picture]:
    """One a language that has two reports or more a side."""
    for one in found:
        if one.n:
            panels = (*(_panel(name, one) for name in SHOWN), _words(one))
            yield Picture(f"diversity-{one.language}", f"Diversity ({one.language})", _caption(one), Intervals(panels))


def _panel(name: str, one: LanguageDiversity) -> Panel:
    rows = tuple((side.side, side.figures[name]) for side in one.sides if not side.real)
    real = one.real.figures[name] if one.real else None
    return Panel(COLUMNS[name].title, rows, *_line(real), better=COLUMNS[name].better)


def _words(one: LanguageDiversity) -> Panel:
    rows = tuple((side.side, one.lexical[side.side]["mattr"]) for side in one.sides if not side.real)
    real = one.lexical[one.real.side]["mattr"] if one.real else None
    return Panel(MATTR.title, rows, *_line(real), better=MATTR.better)


def _line(real: Figure | None) -> tuple[float | None, str]:
    return (None, "") if real is None or real.value is None else (real.value, "real notes")


def _caption(one: LanguageDiversity) -> str:
    line = "The line is real notes, as many and as long. " if one.real else "No real notes were given to stand beside. "
    left = f" {'; '.join(one.said)}." if one.said else ""
    return f"{one.n} reports an arm, median {one.words} tokens; bars are 95 % intervals. {line}{left}".strip()
