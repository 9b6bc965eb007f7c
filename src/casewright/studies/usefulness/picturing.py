"""Pictures of usefulness: ways of learning with their intervals, and what more reports bring"""

from __future__ import annotations

from collections.abc import Iterator

from casewright.measures.figure import Figure
from casewright.studies.picture import Curves, Intervals, Line, Panel, Picture
from casewright.studies.usefulness.found import Found
from casewright.studies.usefulness.scoring import Score
from casewright.studies.usefulness.tabling import say_learnt, say_problem
from casewright.studies.usefulness.trial import Size, Trial

__all__ = ["picture"]

ALONE = 0.0
CURVES = {
    ALONE: ("alone", "Learning from reports alone"),
    1.0: ("beside-all", "Reports beside all real notes"),
    0.25: ("beside-quarter", "Reports beside a quarter of the real notes"),
}


def picture(found: tuple[Found, ...]) -> tuple[Picture, ...]:
    """Of the main question of each language; none where nothing could be asked."""
    return tuple(made for one in found if one.main is not None for made in _pictures(one, one.main))


def _pictures(found: Found, main: Trial) -> Iterator[Picture]:
    masked = next((one for one in found.trials if _mate(one, main)), None)
    yield _intervals(main, masked)
    for share, (name, title) in CURVES.items():
        lines = tuple(_lines(main, share))
        if len(lines) > 1:
            caption = f"{_of(main)} Macro-F1 with its 95 % interval; the line without reports is what real notes give."
            drawing = Curves("reports learnt from", "macro-F1", lines)
            yield Picture(
                f"usefulness-{name}-{main.place.language}", f"{title} ({main.place.language})", caption, drawing
            )


def _mate(one: Trial, main: Trial) -> bool:
    ours, theirs = one.place, main.place
    same = (ours.level, ours.task, ours.features) == (theirs.level, theirs.task, theirs.features)
    return same and ours.form == "masked"


def _of(trial: Trial) -> str:
    return f"{trial.notes} real notes ({trial.place.language}), {say_problem(trial)}."


def _intervals(main: Trial, masked: Trial | None) -> Picture:
    panels = [_panel("Macro-F1, full text", main, main, "macro"), _panel("Micro-F1, full text", main, main, "micro")]
    if masked is not None:
        panels.append(_panel("Macro-F1, masked", main, masked, "macro"))
    caption = (
        f"{_of(main)} 95 % intervals over patients. The line is what learning from real notes of other patients gives."
    )
    name = f"usefulness-{main.place.language}"
    return Picture(name, f"Coding chapter V in real notes ({main.place.language})", caption, Intervals(tuple(panels)))


def _panel(title: str, rows: Trial, trial: Trial, which: str) -> Panel:
    named = []
    for row in rows.results:
        result = trial.result(row.learnt, row.arm)
        named.append((say_learnt(row), _figure(result.score if result else "not estimable", trial.notes, which)))
    real = trial.result("real")
    line = _figure(real.score, trial.notes, which).value if real else None
    return Panel(title, tuple(named), line, "real notes", "high")


def _figure(score: Score | str, n: int, which: str) -> Figure:
    if isinstance(score, str):
        return Figure(None, n, note=score)
    return score.macro if which == "macro" else score.micro


def _lines(main: Trial, share: float) -> Iterator[Line]:
    """The arms', and a flat one for real notes alone."""
    told = [one for one in main.sizes if one.share == share and one.reports]
    for arm in dict.fromkeys(one.arm for one in told):
        points = [_point(one) for one in told if one.arm == arm and isinstance(one.score, Score)]
        if points:
            yield Line(arm, tuple(points))
    alone = next((one for one in main.sizes if not one.reports and one.share == (share or 1.0)), None)
    if told and alone is not None and isinstance(alone.score, Score):
        ends = sorted({min(one.reports for one in told), max(one.reports for one in told)})
        yield Line(f"real notes alone ({alone.notes})", tuple((float(x), alone.score.macro) for x in ends))


def _point(size: Size) -> tuple[float, Figure]:
    return float(size.reports), _figure(size.score, 0, "macro")
