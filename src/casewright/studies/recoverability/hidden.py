"""How much masking takes from texts, and what it takes: whoever reads masked figures must know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from casewright.studies.masking import MaskedKind, mask
from casewright.studies.recoverability.cases import REAL, NamedCase
from casewright.studies.statistics import mean_interval
from casewright.studies.table import Cell, Column, Row, Table

__all__ = ["masked_table"]

KINDS: Mapping[MaskedKind, str] = {
    "diagnosis": "statements of a diagnosis",
    "code": "codes",
    "title": "title words",
    "rubric": "runs of three words of rubrics",
}
NOTE = (
    "Of written texts: the share of their characters that is masked, and how many stretches of each kind a text has; "
    "stretches of two kinds may overlap."
)


def masked_table(cases: Sequence[NamedCase], seed: int) -> Table:
    """A row an arm and language, real notes last."""
    columns = (
        Column("share", "share masked"),
        *(Column(kind, f"{KINDS[kind]} a text", 1) for kind in get_args(MaskedKind)),
    )
    groups: dict[tuple[str, str], list[NamedCase]] = {}
    for case in cases:
        if case.written:
            groups.setdefault((case.who, case.language), []).append(case)
    rows = tuple(
        Row(labels, _cells(own, seed), own[0].baseline)
        for labels, own in sorted(groups.items(), key=lambda item: item[0][0] == REAL)
    )
    return Table("masking", "What masking takes", ("arm", "language"), columns, rows, NOTE)


def _cells(own: Sequence[NamedCase], seed: int) -> dict[str, Cell]:
    found = [mask(case.whole.text, case.language) for case in own]
    cells: dict[str, Cell] = {"share": mean_interval([one.share for one in found], seed=seed)}
    for kind in get_args(MaskedKind):
        counts = [float(sum(span.kind == kind for span in one.spans)) for one in found]
        cells[kind] = mean_interval(counts, seed=seed)
    return cells
