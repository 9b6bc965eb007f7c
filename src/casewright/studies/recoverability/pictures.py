"""Pictures of recoverability: named, shown, and told from siblings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casewright.measures.figure import Figure
from casewright.studies.picture import HeatMap, Intervals, Panel, Picture
from casewright.studies.recoverability.cases import REAL
from casewright.studies.recoverability.contrast import Contrast, refused_share
from casewright.studies.recoverability.credit import chance
from casewright.studies.recoverability.levels import labels_of
from casewright.studies.recoverability.naming import WAYS, Named, Way
from casewright.studies.recoverability.recovered import recovered

__all__ = ["codes_picture", "contrast_picture", "recovered_picture"]

Line = tuple[str, str, str]
"""A row's title, its arm and its language."""


def recovered_picture(
    named: Sequence[Named], candidates: Mapping[str, Sequence[str]], titles: str, rubrics: str, seed: int
) -> Picture:
    """Top-1 at three characters: title words and rubrics on whole texts, rubrics on masked ones."""
    own = [one for one in named if one.case.written]
    lines = _lines([(one.case.who, one.case.language) for one in own])
    system, codes = next(iter(candidates.items()))
    guess = chance(len(labels_of(system, codes, "three")), 1)
    asked: tuple[tuple[str, str, Way], ...] = (
        ("title words, whole text", titles, "whole"),
        ("rubrics, whole text", rubrics, "whole"),
        ("rubrics, masked text", rubrics, "masked"),
    )
    panels = tuple(
        Panel(
            title,
            _figures(lines, own, classifier, way, seed),
            round(guess, 3),
            "chance",
            "high" if classifier == rubrics else None,
        )
        for title, classifier, way in asked
    )
    caption = (
        "Share of written texts whose category (three characters) comes first. What title words recover was named, "
        f"what rubrics recover from masked text was shown. 95 % bootstrap intervals; the line is chance ({guess:.3f})."
    )
    return Picture("recoverability", "Is the code named, or shown?", caption, Intervals(panels))


def contrast_picture(contrasts: Sequence[Contrast]) -> Picture:
    """Refused under a sibling's code, whole and masked, of reports accepted under their own."""
    own = [one for one in contrasts if one.case.written]
    lines = _lines([(one.case.who, one.case.language) for one in own])
    panels = tuple(
        Panel(f"refused under a sibling's code, {way} text", _contrasted(lines, own, way), better="high")
        for way in WAYS
    )
    caption = (
        "Of written reports that the rules critic accepts under their own code. Intervals are clustered by report."
    )
    return Picture("contrast", "Told from its siblings", caption, Intervals(panels))


def codes_picture(named: Sequence[Named], rubrics: str, seed: int) -> Picture:
    """By arm and code, how often rubrics put the category first on masked text."""
    own = [one for one in named if one.case.written and one.classifier == rubrics and one.case.who != REAL]
    lines = _lines([(one.case.who, one.case.language) for one in own])
    codes = sorted({one.case.code for one in own})
    cells = tuple(
        tuple(_cell([one for one in own if _is(one, line) and one.case.code == code], rubrics, seed) for code in codes)
        for line in lines
    )
    caption = "Share of written texts, masked, whose category comes first by the rules critic's evidence."
    drawing = HeatMap(tuple(title for title, *_ in lines), tuple(codes), cells, "share recovered, top 1")
    return Picture("recoverability-codes", "Categories recovered from masked text", caption, drawing)


def _lines(whose: Sequence[tuple[str, str]]) -> list[Line]:
    """Once each, real notes last; the language is named where there are several."""
    several = len({language for _, language in whose}) > 1
    found = sorted(dict.fromkeys(whose), key=lambda one: one[0] == REAL)
    return [(f"{who} ({language})" if several else who, who, language) for who, language in found]


def _is(one: Named, line: Line) -> bool:
    return (one.case.who, one.case.language) == line[1:]


def _figures(
    lines: Sequence[Line], named: Sequence[Named], classifier: str, way: Way, seed: int
) -> tuple[tuple[str, Figure], ...]:
    found = ((line[0], [one for one in named if _is(one, line)]) for line in lines)
    return tuple((title, recovered(own, classifier, way, "three", 1, seed)) for title, own in found)


def _contrasted(lines: Sequence[Line], own: Sequence[Contrast], way: Way) -> tuple[tuple[str, Figure], ...]:
    return tuple(
        (title, refused_share(_whose(own, who, language), way, accepted_only=True)) for title, who, language in lines
    )


def _whose(own: Sequence[Contrast], who: str, language: str) -> list[Contrast]:
    return [one for one in own if (one.case.who, one.case.language) == (who, language)]


def _cell(own: Sequence[Named], rubrics: str, seed: int) -> Figure | None:
    return recovered(own, rubrics, "masked", "three", 1, seed) if own else None
