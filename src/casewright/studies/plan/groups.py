"""The groups of orders of a study file, read as an order file is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casewright.documents import Document, Place
from casewright.errors import DocumentError
from casewright.runs.order_form import OrderForm
from casewright.runs.order_reading import OrderReading
from casewright.studies.plan.cells import Group
from casewright.studies.plan.form import MOST_IN_ROUND, StudyForm
from casewright.types import Order

__all__ = ["GroupReading"]

Keys = tuple[str | int, ...]


class _GroupDocument(Document):
    """The study file as the reading of orders sees it: one group is its only order."""

    def __init__(self, whole: Document, group: str) -> None:
        super().__init__(whole.source, whole.data, {})
        self._whole, self._group = whole, group

    def place(self, path: Keys = ()) -> Place:
        return self._whole.place(("orders", self._group, *path[2:]) if path[:1] == ("orders",) else path)


@dataclass(frozen=True, slots=True)
class GroupReading:
    """What became of one group: the group where nothing is wrong with it, and what is to be told."""

    group: Group | None
    wrong: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: Document, form: StudyForm, name: str) -> GroupReading:
        """Reads the group of that name."""
        alone = OrderForm.model_construct(orders=(form.orders[name],), defaults=form.defaults)
        reading = OrderReading(_GroupDocument(document, name), alone)
        reading.read()
        orders = tuple(reading.orders.values())
        wrong = [str(error) for error in _wrong_samples(document, form, name, orders)]
        if reading.wrong or wrong:
            return cls(None, (*reading.wrong, *wrong))
        limits = {key: replace(one, max_samples=reading.orders[key].n) for key, one in reading.limits.items()}
        size = form.round_size or max(order.n for order in orders)
        return cls(Group(name, orders, size, limits), notes=tuple(reading.notes))


def _wrong_samples(document: Document, form: StudyForm, name: str, orders: Sequence[Order]) -> Iterator[DocumentError]:
    """What keeps a cell from trying n samples in one round."""
    entry, most = form.orders[name], max((order.n for order in orders), default=0)
    for keys, part in ((("orders", name), entry), (("defaults",), form.defaults)):
        if "max_samples" in part.model_fields_set:
            told = "max_samples has no place in a study: each order gets n samples, however they end"
            yield document.error(told, (*keys, "max_samples"))
    if most > MOST_IN_ROUND:
        told = f"n is {most:,}; a study draws the cases of a cell in one round of at most {MOST_IN_ROUND:,}: take seeds"
        yield document.error(told, ("orders", name, "n"))
    elif form.round_size is not None and form.round_size < most:
        told = (
            f"round_size is {form.round_size}, fewer than the {most} samples of an order of {name!r}: cases of a "
            f"second round hang on what passed in the first, so cells would not tell the same cases"
        )
        yield document.error(told, ("round_size",))
