"""Tables of recovered codes: by arm and classifier, of what was delivered and of what was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from casewright.measures.figure import Figure
from casewright.studies.recoverability.cases import REAL
from casewright.studies.recoverability.credit import chance
from casewright.studies.recoverability.levels import LEVELS, TITLES, Level, labels_of
from casewright.studies.recoverability.naming import FIRST, WAYS, Named, Way
from casewright.studies.statistics import mean_interval
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["Scope", "recovered", "recovered_table"]

Scope = Literal["delivered", "written"]
NOTE = (
    "Share of texts whose code a classifier names, among {n} candidates, first and within the first three, at block, "
    "three and four characters; ties are put in order by lot, so that a classifier which tells nothing apart earns "
    "chance. Masked texts are without statements of a diagnosis, codes, title words, phrases of rubrics. Title words "
    "are the control: what they recover was named, not shown. The rubrics classifier is the rules critic: accepted "
    "reports were selected by the same critic under their own code, so that its figures on them are no proof of their "
    "own; reports that nobody selected are in the table of what was written. Cases drawn for a code tell what its "
    "rubric needs: the parrot, which tells just that, is the row to hold a writer against. *Evidence* holds a "
    "criterion against how often these texts, whatever their code, meet it. {more}"
)
REAL_NOTE = (
    "Real notes count with the first code of chapter V that somebody gave them, often one of several and for a line of "
    "history; those whose code is not among the candidates at a level don't count there."
)


def recovered(named: Sequence[Named], classifier: str, way: Way, level: Level, first: int, seed: int) -> Figure:
    """Share of texts named, with its bootstrap interval."""
    key = (level, first)
    values = [one.earned[key] for one in named if one.classifier == classifier and one.way == way and key in one.earned]
    if not values:
        return Figure(None, 0, note="not estimable: no text with a code among the candidates at this level")
    return mean_interval(values, seed=seed)


def recovered_table(
    named: Sequence[Named], candidates: Mapping[str, Sequence[str]], scope: Scope, sampled: str, seed: int
) -> Table:
    """A row an arm, language and classifier; real notes and chance beneath."""
    own = [one for one in named if one.case.delivered] if scope == "delivered" else named
    own = [one for one in own if scope == "delivered" or one.case.written]
    columns = tuple(_columns())
    rows = (*_rows(own, seed), *_chance(candidates))
    several = ", ".join(f"{len(codes)} of {system}" for system, codes in candidates.items())
    more = " ".join(filter(None, (sampled, REAL_NOTE if any(one.case.who == REAL for one in own) else "")))
    title = f"Codes recovered from what was {scope}"
    name = "recoverability" if scope == "delivered" else "recoverability-written"
    labels = ("arm", "language", "classifier")
    return Table(name, title, labels, columns, rows, NOTE.format(n=several, more=more).strip())


def _columns() -> Iterator[Column]:
    for level in LEVELS:
        for first in FIRST:
            for way in WAYS:
                title = f"{TITLES[level]}, top {first}, {way}"
                yield Column(f"{level}_{first}_{way}", title, 2, None)


def _rows(named: Sequence[Named], seed: int) -> Iterator[Row]:
    groups: dict[tuple[str, str, str], list[Named]] = {}
    for one in named:
        groups.setdefault((one.case.who, one.case.language, one.classifier), []).append(one)
    for labels, own in sorted(groups.items(), key=lambda item: _order(item[0], named)):
        cells: dict[str, Cell] = {
            f"{level}_{first}_{way}": recovered(own, labels[2], way, level, first, seed)
            for level in LEVELS
            for first in FIRST
            for way in WAYS
        }
        yield Row(labels, cells, own[0].case.baseline or own[0].control)


def _order(labels: tuple[str, str, str], named: Sequence[Named]) -> tuple[int, str, int]:
    """Arms as they came, real notes last; classifiers as they came."""
    who = list(dict.fromkeys(one.case.who for one in named))
    ways = list(dict.fromkeys(one.classifier for one in named))
    place = len(who) if labels[0] == REAL else who.index(labels[0])
    return place, labels[1], ways.index(labels[2])


def _chance(candidates: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    for system, codes in candidates.items():
        counts = {level: len(labels_of(system, codes, level)) for level in LEVELS}
        cells: dict[str, Cell] = {
            f"{level}_{first}_{way}": Figure(
                chance(counts[level], first), counts[level], note="guessing; n: candidates"
            )
            for level in LEVELS
            for first in FIRST
            for way in WAYS
        }
        yield Row(("chance", system, "guessing"), cells, baseline=True)
