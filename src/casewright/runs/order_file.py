"""Reads an order file: what is wanted, of what population, at what cost. Whatever is wrong with it is said at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from casewright.documents import load_document
from casewright.errors import InputError
from casewright.runs.limits import RunLimits
from casewright.runs.order_form import OrderForm
from casewright.runs.order_reading import OrderReading
from casewright.settings.complaints import complaints
from casewright.types import Order

__all__ = ["OrderFile", "read_order_file"]

MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class OrderFile:
    """Orders of a file, equal ones added up, with what each and all of them may use.

    ``notes`` are for whoever wrote the file: what was added up.
    """

    orders: tuple[Order, ...]
    limits: RunLimits
    notes: tuple[str, ...] = ()


def read_order_file(path: Path) -> OrderFile:
    """Reads a YAML file (JSON is YAML) of orders; see ``docs/running-orders.md`` for its keys.

    Raises:
        InputError: it can't be read, or can't be worked off as it stands: unknown keys, impossible targets, numbers out
            of range. Each fault is told with its line and column, at most 20 of them.
    """
    document = load_document(path)
    if document.data is None:
        raise document.error("the order file is empty; it needs 'orders'")
    if not isinstance(document.data, dict):
        raise document.error("an order file must be a mapping with 'orders', not a list or a single value")
    try:
        form = OrderForm.model_validate(document.data)
    except ValidationError as error:
        raise _refused(list(complaints(document, error, OrderForm, "key"))) from None
    reading = OrderReading(document, form)
    reading.read()
    if reading.wrong:
        raise _refused(reading.wrong)
    limits = RunLimits(form.budgets.limits(), reading.limits)
    return OrderFile(tuple(reading.orders.values()), limits, tuple(reading.notes))


def _refused(told: list[str]) -> InputError:
    lines = list(dict.fromkeys(told))
    more = [f"and {len(lines) - MOST_LISTED} faults more"] if len(lines) > MOST_LISTED else []
    return InputError("\n".join([*lines[:MOST_LISTED], *more]))
