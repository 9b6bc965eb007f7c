"""What people said, as a part of a report: who was taken for real, which errors were marked, how far they agree"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from casewright.errors import InputError
from casewright.measures.figure import Figure
from casewright.studies.part import Part
from casewright.studies.picture import Intervals, Panel, Picture
from casewright.studies.sheets.arms import By, by_arm
from casewright.studies.sheets.claiming import claims_of, scores_of
from casewright.studies.sheets.item import REAL
from casewright.studies.sheets.marking import share_with_error
from casewright.studies.sheets.reading import Rating
from casewright.studies.sheets.tabling import tables_of
from casewright.studies.sheets.telling import share_of
from casewright.wire import from_json

__all__ = ["people_part", "read_people"]

TITLE = "What people said"


def people_part(ratings: Sequence[Rating], *, seed: int = 0) -> Part:
    """Ratings as tables, a picture, claims and scores. Raters have numbers; comments are not in it.

    Args:
        ratings: Of one sheet, by one person or several.
        seed: Of bootstraps.
    """
    arms = by_arm(ratings)
    tables, claims, scores = tables_of(ratings, arms, seed), tuple(claims_of(arms)), tuple(scores_of(arms))
    return Part("people", TITLE, tables, (_picture(arms),), claims, scores, _missing(arms))


def read_people(path: Path) -> Part:
    """The part that `casewright study ratings --out` wrote.

    Raises:
        InputError: it can't be read, or is none.
    """
    try:
        part = from_json(Part, json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror or error}") from None
    except (ValueError, InputError):
        raise InputError(f"{str(path)!r} is not what `casewright study ratings --out` writes") from None
    if part.id != "people":
        raise InputError(f"{str(path)!r} holds the part {part.id!r}, not what people said")
    return part


def _picture(arms: By) -> Picture:
    return Picture(
        "people",
        "What people said of each arm",
        "Shares of readings with 95 % intervals; n is the number of readings. The line is what real notes got, where "
        "there were any on the sheet.",
        Intervals(
            (
                _panel("taken for real", arms, lambda own: share_of(own, "real")),
                _panel("can't tell", arms, lambda own: share_of(own, "can't tell")),
                _panel("with an error marked", arms, share_with_error),
            )
        ),
    )


def _panel(title: str, arms: By, figure: Callable[[Sequence[Rating]], Figure]) -> Panel:
    rows = tuple((name, figure(own)) for name, own in arms.items())
    line = dict(rows)[REAL].value if REAL in arms else None
    return Panel(title, rows, line, "real notes" if line is not None else "")


def _missing(arms: By) -> tuple[str, ...]:
    missing = []
    if REAL not in arms:
        missing.append(
            "No real notes were on the people's sheet, so nobody could show that they tell them apart: "
            "`casewright study sheet --real FILE --show-real` mixes them in."
        )
    if not any(own[0].of.parrot for own in arms.values()):
        missing.append("The parrot's reports were not on the people's sheet.")
    return tuple(missing)
