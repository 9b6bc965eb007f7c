"""What was found, as tables: sets, classifier, pairs; and scores by case"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from casewright.measures.figure import Figure
from casewright.studies.part import Scores
from casewright.studies.resemblance.columns import (
    CONTEXTUAL,
    PAIRS,
    PAIRS_NOTE,
    SETS,
    SETS_NOTE,
    STATIC,
    TOLD,
    TOLD_NOTE,
)
from casewright.studies.resemblance.corrected import Corrected, corrected
from casewright.studies.resemblance.findings import ArmFound, Findings, Refused
from casewright.studies.resemblance.pairs import MEASURES, Paired
from casewright.studies.statistics import mean_interval, share
from casewright.studies.table import Cell, Row, Table

__all__ = ["list_scores", "list_tables", "mean_of"]

LABELS = ("Language", "Arm")
REAL = "real notes, half against half"
CONTROL = "real notes, one half from the other"
OTHERS = "real notes, against other patients'"


def list_tables(found: Sequence[Findings]) -> tuple[Table, ...]:
    """The three tables; none where nothing was compared."""
    if not found:
        return ()
    embedders = ", ".join(sorted({one.embedder for one in found}))
    tokens = (CONTEXTUAL if all(one.contextual for one in found) else STATIC).format(embedders=embedders)
    rows = [[row for one in found for row in make(one)] for make in (_sets, _told, _pairs)]
    notes = (SETS_NOTE.format(embedders=embedders), TOLD_NOTE, PAIRS_NOTE.format(tokens=tokens))
    tables = (
        ("resemblance-sets", "Distance of the sets", SETS),
        ("resemblance-told-apart", "Told apart by a classifier", TOLD),
        ("resemblance-pairs", "Pair by pair", PAIRS),
    )
    return tuple(
        Table(name, title, LABELS, columns, tuple(own), note)
        for (name, title, columns), own, note in zip(tables, rows, notes, strict=True)
    )


def list_scores(found: Sequence[Findings]) -> tuple[Scores, ...]:
    """Matching F1 and ROUGE-L by case, for the comparison of arms. More of ROUGE-L is neither better nor worse."""
    if not found:
        return ()
    return (
        Scores("resemblance-f1", "Token matching F1 with real notes", "high", _by_case(found, "f1")),
        Scores("resemblance-rouge-l", "ROUGE-L with real notes", None, _by_case(found, "rouge_l")),
    )


def mean_of(paired: Paired, measure: str) -> Figure:
    """Mean over the texts, with its interval."""
    return mean_interval(paired.scores[measure])


def _by_case(found: Iterable[Findings], measure: str) -> Mapping[str, Mapping[str, float]]:
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        for name, arm in one.arms.items():
            if isinstance(arm, ArmFound):
                for key, value in zip(arm.paired.keys, arm.paired.scores[measure], strict=True):
                    values[name][key].append(value)
    return {name: {key: fmean(own) for key, own in cases.items()} for name, cases in values.items()}


def _rows(found: Findings, first: str, cells: Mapping[str, Mapping[str, Cell]]) -> Iterable[Row]:
    """A row an arm; of an arm that nothing is told of, why, under the ``first`` of the measures."""
    for name, arm in found.arms.items():
        own = {first: arm.why} if isinstance(arm, Refused) else cells[name]
        yield Row((found.language, name), own, baseline=name in found.parrots)


def _sets(found: Findings) -> Iterable[Row]:
    fixed = corrected(found)
    cells = {name: _set_cells(arm, fixed[name]) for name, arm in found.arms.items() if isinstance(arm, ArmFound)}
    yield from _rows(found, "mmd2", cells)
    real = {
        "reports": Figure(found.real, found.real, note=_drawn(found.real, found.held, "patients")),
        "words": Figure(found.words, found.real),
        "mmd2": found.equal.value,
        "line": found.equal.line,
        "mmd2_whole": found.whole.value,
        "line_whole": found.whole.line,
    }
    yield Row((found.language, REAL), real, baseline=True)


def _set_cells(arm: ArmFound, fixed: Corrected) -> Mapping[str, Cell]:
    return {
        "reports": Figure(arm.drawn, arm.drawn, note=_drawn(arm.drawn, arm.held, "reports")),
        "words": Figure(arm.words, arm.drawn),
        "mmd2": arm.equal.test.value,
        "p": fixed.mmd2,
        "line": arm.equal.halves.line,
        "reading": "farther than real from real" if arm.equal.outside else "no farther than real from real",
        "mmd2_whole": arm.whole.test.value,
        "p_whole": fixed.mmd2_whole,
        "line_whole": arm.whole.halves.line,
    }


def _told(found: Findings) -> Iterable[Row]:
    fixed = corrected(found)
    cells = {
        name: {
            "texts": Figure(arm.told.equal.accuracy.n, arm.told.equal.accuracy.n),
            "accuracy": arm.told.equal.accuracy,
            "auc": arm.told.equal.auc,
            "p": fixed[name].accuracy,
            "accuracy_whole": arm.told.whole.accuracy,
            "auc_whole": arm.told.whole.auc,
        }
        for name, arm in found.arms.items()
        if isinstance(arm, ArmFound)
    }
    yield from _rows(found, "accuracy", cells)
    told = found.told
    control = {
        "texts": Figure(told.equal.accuracy.n, told.equal.accuracy.n),
        "accuracy": told.equal.accuracy,
        "auc": told.equal.auc,
        "p": told.equal.p,
        "accuracy_whole": told.whole.accuracy,
        "auc_whole": told.whole.auc,
    }
    yield Row((found.language, CONTROL), control, baseline=True)


def _pairs(found: Findings) -> Iterable[Row]:
    arms = {name: arm.paired for name, arm in found.arms.items() if isinstance(arm, ArmFound)}
    yield from _rows(found, "rouge_l", {name: _pair_cells(paired) for name, paired in arms.items()})
    yield Row((found.language, OTHERS), _pair_cells(found.paired), baseline=True)


def _pair_cells(paired: Paired) -> Mapping[str, Cell]:
    n = len(paired.keys)
    return {
        "reports": Figure(n, n),
        **{measure: mean_of(paired, measure) for measure in MEASURES},
        "of_block": share(paired.of_block, n),
    }


def _drawn(used: int, held: int, what: str) -> str:
    return f"of {held:,} {what}" if used < held else ""
