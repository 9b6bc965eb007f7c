"""The cells of a study: writers × groups of orders × loop × seeds, and the parrot wherever somebody writes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from casewright.studies.plan.cells import PARROT, Cell
from casewright.studies.plan.form import ArmForm, StudyForm

__all__ = ["cells_of"]

EVERYTHING = (ArmForm(),)


def cells_of(form: StudyForm) -> tuple[Cell, ...]:
    """Every cell once, in the order of work: a study that is stopped half-way has whole seeds to compare.

    Within a seed the parrot comes first, which costs nothing, then each writer with its groups; the loop comes before
    the single draft, which then finds its reply in the study's cache.
    """
    wanted = {cell for arm in form.arms or EVERYTHING for cell in _cells(form, arm)}
    parrots = {Cell(PARROT, cell.group, False, cell.seed) for cell in wanted}
    writers, groups = [PARROT, *form.writers], list(form.orders)
    return tuple(
        sorted(
            wanted | parrots,
            key=lambda one: (one.seed, writers.index(one.writer), groups.index(one.group), not one.loop),
        )
    )


def _cells(form: StudyForm, arm: ArmForm) -> Iterator[Cell]:
    parts = (
        arm.writers or tuple(form.writers),
        arm.orders or tuple(form.orders),
        arm.loop or form.loop,
        arm.seeds or form.seeds,
    )
    yield from (Cell(*part) for part in product(*parts))
