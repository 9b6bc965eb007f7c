"""Three things that a critical reader asks, answered from the figures of parts, or said to be not answered here"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from casewright.measures.figure import Figure
from casewright.studies.comparisons.tabling import p_read
from casewright.studies.part import Claim, Part
from casewright.studies.statistics import told
from casewright.studies.table import Row, Table
from casewright.studies.tongues import TONGUES

__all__ = ["HELPS", "LOOP", "TEMPLATED", "Answer", "answers"]

APART = ("code recovered, masked text", "taken for real by people")
"""Titles of scores that the gate doesn't decide by; the first shares the rubrics' terms with it, which is said."""
LEVEL = 0.05
LOOP = "The same critic gates and scores: does the loop make better reports, or ones that please it?"
HELPS = "Would it help on real notes?"
TEMPLATED = "Is it merely templated text?"
PARTLY = "masked text is read with the rubrics' own terms, so it is only partly apart from the gate"
NOT_APART = "not answered here: no arm with the loop and without it was measured by masked text or people"


@dataclass(frozen=True, slots=True)
class Answer:
    """One question.

    Attributes:
        asks: The question.
        claim: Its answer, with what shows it or what is missing.
        of_part: Whether a part's own claims say it already.
    """

    asks: str
    claim: Claim
    of_part: bool = False


def answers(parts: Sequence[Part]) -> tuple[Answer, ...]:
    """Is it circular; is it merely templated; would it help on real notes.

    Args:
        parts: Of a report; what is missing among them is not answered.
    """
    return _circular(parts), *_templated(parts), _helps(parts)


def _circular(parts: Sequence[Part]) -> Answer:
    """Whether the loop wins anything by a measure that it isn't steered by."""
    rows = [row for row in _rows(parts, "comparisons", "comparisons-loop") if row.labels[0] in APART]
    seal = (_seal(row) for row in _rows(parts, "fidelity", "fidelity-seal"))
    parrot = [row for row in _rows(parts, "acceptance", "acceptance") if row.baseline]
    masked = any(row.labels[0] == APART[0] for row in rows)
    shown = (_differences(rows), PARTLY if masked else "") if rows else (NOT_APART,)
    because = "; ".join(filter(None, (*shown, *seal, _parrots(parrot))))
    says = "The loop makes better reports by a measure that the gate doesn't decide by"
    better = [row for row in rows if _survives(row)]
    if better:
        return Answer(LOOP, Claim(f"{says}: {_differences(better)}.", "can", because))
    return Answer(LOOP, Claim(f"{says}.", "open", because))


def _templated(parts: Sequence[Part]) -> Iterator[Answer]:
    """Each arm's overlap within itself against the parrot's and that of real notes, equally many and as long."""
    rows = [row for row in _rows(parts, "diversity", "diversity-repetition") if _figure(row, "self_bleu_4")]
    arms = [row for row in rows if not row.baseline]
    if not arms:
        says = "Whether the reports are more than templated text."
        yield Answer(TEMPLATED, Claim(says, "open", "not answered here: diversity within arms was not measured"))
    for row in arms:
        yield _varied(row, [one for one in rows if one.baseline and one.labels[1:] == row.labels[1:]])


def _varied(row: Row, baselines: Sequence[Row]) -> Answer:
    own = _figure(row, "self_bleu_4")
    parrot = next((_figure(one, "self_bleu_4") for one in baselines if one.labels[0] == "parrot"), None)
    shown = ((one.labels[0], _figure(one, "self_bleu_4")) for one in (row, *baselines))
    listed = ", ".join(f"{name} {told(found)}" for name, found in shown if found)
    sizes = f": Self-BLEU-4 {told(own)} against {told(parrot)}" if own and parrot else ""
    says = f"{row.labels[0]} varies its wording more than facts joined with full stops do{_in(row)}{sizes}."
    claim = Claim(says, _lower(own, parrot), f"Self-BLEU-4 within codes, low is varied: {listed}", row.labels[0])
    return Answer(TEMPLATED, claim)


def _helps(parts: Sequence[Part]) -> Answer:
    part = next((one for one in parts if one.id == "usefulness"), None)
    if part is not None and part.claims:
        first = next((one for one in part.claims if one.holds == "can"), part.claims[0])
        return Answer(HELPS, first, of_part=True)
    why = "; ".join(part.not_assessed) if part and part.not_assessed else "no real notes with codes were given"
    says = "Whether a classifier that learns from the reports does better on real notes."
    return Answer(HELPS, Claim(says, "open", f"not answered here: {why}"))


def _lower(own: Figure | None, other: Figure | None) -> Literal["can", "cannot", "open"]:
    """By intervals that don't overlap."""
    mine, theirs = _ends(own), _ends(other)
    if mine is None or theirs is None:
        return "open"
    if mine[1] < theirs[0]:
        return "can"
    return "cannot" if mine[0] > theirs[1] else "open"


def _ends(figure: Figure | None) -> tuple[float, float] | None:
    if figure is None or figure.low is None or figure.high is None:
        return None
    return figure.low, figure.high


def _in(row: Row) -> str:
    known = (name for language, name in TONGUES.items() if language in row.labels[1:])
    return "".join(f" in {name}" for name in known)


def _rows(parts: Sequence[Part], part: str, table: str) -> tuple[Row, ...]:
    found: list[Table] = [item for one in parts if one.id == part for item in one.tables if item.id == table]
    return found[0].rows if found else ()


def _figure(row: Row, column: str) -> Figure | None:
    cell = row.cells.get(column)
    return cell if isinstance(cell, Figure) and cell.value is not None else None


def _survives(row: Row) -> bool:
    """Whether the first is better, after correction."""
    found, p = _figure(row, "difference"), p_read(row.cells.get("corrected"))
    if found is None or found.value is None:
        return False
    return p is not None and p < LEVEL and (found.value > 0) == (row.labels[3] == "high")


def _differences(rows: Sequence[Row]) -> str:
    """With the loop less without it, measure by measure."""
    measures = dict.fromkeys(row.labels[0] for row in rows)
    return "; ".join(f"{name}, {_of_measure([row for row in rows if row.labels[0] == name])}" for name in measures)


def _of_measure(rows: Sequence[Row]) -> str:
    return ", ".join(f"{row.labels[1]} less {row.labels[2]} {_sized(row)}" for row in rows)


def _sized(row: Row) -> str:
    found = _figure(row, "difference")
    return f"{told(found) if found else 'not estimable'}, corrected p {row.cells['corrected']}"


def _seal(row: Row) -> str:
    found = _figure(row, "refused")
    return f"the sealed judge refuses {told(found)} of what the loop of {row.labels[0]} accepted" if found else ""


def _parrots(rows: Sequence[Row]) -> str:
    shares = ((row, _figure(row, "accepted")) for row in rows)
    listed = " and ".join(f"{told(found)}{_in(row)}" for row, found in shares if found)
    return f"the parrot, which takes no model, is accepted in {listed}" if listed else ""
