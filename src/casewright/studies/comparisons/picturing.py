"""Comparisons as pictures: differences with their intervals, and how large they are as a heat map"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casewright.measures.figure import Figure
from casewright.studies.comparisons.comparing import Comparison
from casewright.studies.comparisons.contrasts import Question
from casewright.studies.comparisons.tabling import TITLES
from casewright.studies.picture import HeatMap, Intervals, Panel, Picture

__all__ = ["pictures_of"]


def pictures_of(found: Sequence[Comparison]) -> tuple[Picture, ...]:
    """For each question the differences; for all together the effects."""
    return (*(made for question in TITLES for made in _differences(question, found)), _effects(found))


def _differences(question: Question, found: Sequence[Comparison]) -> Iterator[Picture]:
    own = [item for item in found if item.contrast.question == question]
    if not own:
        return
    titles = list(dict.fromkeys(item.contrast.title for item in own))
    panels = tuple(_panel([item for item in own if item.scores.id == name], titles) for name in _measures(own))
    yield Picture(
        f"comparisons-{question}",
        TITLES[question],
        "Differences, first less second, with 95 % intervals that are not corrected for the number of tests; n is the "
        "number of pairs, or of all reports where sets share no cases. The line is no difference.",
        Intervals(panels),
    )


def _panel(own: Sequence[Comparison], titles: Sequence[str]) -> Panel:
    by_title = {item.contrast.title: item.difference.figure for item in own}
    rows = tuple((title, by_title.get(title, Figure(None, 0, note="not estimable: no scores"))) for title in titles)
    scores = own[0].scores
    return Panel(scores.title, rows, line=0.0, line_title="no difference", better=scores.better)


def _measures(found: Sequence[Comparison]) -> list[str]:
    return list(dict.fromkeys(item.scores.id for item in found))


def _effects(found: Sequence[Comparison]) -> Picture:
    rows, columns = tuple(dict.fromkeys(item.contrast.title for item in found)), _measures(found)
    cells = {(item.contrast.title, item.scores.id): _turned(item) for item in found}
    titles = {item.scores.id: _title(item) for item in found}
    drawing = HeatMap(
        rows=rows,
        columns=tuple(titles[name] for name in columns),
        cells=tuple(tuple(cells.get((row, name)) for name in columns) for row in rows),
        scale="effect: above 0 the first has more of it, or is better",
        low=-1.0,
        high=1.0,
    )
    caption = (
        "Cliff's delta, of pairs the share that goes up less the share that goes down. Where low is better the sign "
        "is turned, so that above 0 the first is better. 0.15 is small, 0.33 middling, 0.47 large (Romano 2006). A "
        "cell says nothing of how sure it is: see the tables."
    )
    return Picture("comparisons-effects", "How large the differences are", caption, drawing)


def _title(item: Comparison) -> str:
    return f"{item.scores.title} (turned)" if item.scores.better == "low" else item.scores.title


def _turned(item: Comparison) -> Figure:
    effect = item.effect
    if item.scores.better != "low" or effect.value is None:
        return effect
    low, high = (None if end is None else -end for end in (effect.high, effect.low))
    return replace(effect, value=-effect.value, low=low, high=high)
