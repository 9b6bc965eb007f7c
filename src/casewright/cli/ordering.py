"""What ``generate`` is to write: codes with options, or the orders of a file; and what that may use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from casewright.errors import UsageError

if TYPE_CHECKING:
    from casewright.runs.limits import RunLimits
    from casewright.runs.order_file import OrderFile

__all__ = ["is_order_file", "ordered", "with_options"]

SUFFIXES = (".yaml", ".yml", ".json")
CODE = re.compile(r"[A-Za-z]\d{2}(\.?[0-9A-Za-z]{1,4})?")
OF_ORDERS = {
    "n": "-n", "language": "--language", "kind": "--kind", "others": "--with", "case_file": "--case",
    "system": "--system", "level": "--level",
}  # fmt: skip
"""Options that say what an order file says itself."""
BUDGETS = ("max_calls", "max_tokens", "max_usd", "max_seconds", "when_spent")


def is_order_file(word: str) -> bool:
    """By its name, or because it is there and its name is no code's."""
    return word.lower().endswith(SUFFIXES) or (CODE.fullmatch(word) is None and Path(word).is_file())


def ordered(given: Mapping[str, Any]) -> OrderFile:
    """The orders and limits; options that set a budget of the run go before those of the file.

    Raises:
        InputError: the order file can't be used.
        UsageError: codes beside an order file, or an option that belongs in it.
    """
    from casewright.runs.order_file import read_order_file

    words = given["codes"]
    if not any(map(is_order_file, words)):
        return _by_code(given)
    if len(words) > 1:
        raise UsageError(f"give either codes or one order file, not {' and '.join(map(repr, words))}")
    context = click.get_current_context()
    said = [
        flag for name, flag in OF_ORDERS.items() if context.get_parameter_source(name) == ParameterSource.COMMANDLINE
    ]
    if said:
        raise UsageError(f"with an order file, {', '.join(said)} belongs in it: under 'defaults' for all orders")
    found = read_order_file(Path(words[0]))
    return replace(found, limits=with_options(found.limits, given))


def _by_code(given: Mapping[str, Any]) -> OrderFile:
    from casewright.runs.limits import RunLimits
    from casewright.runs.order_file import OrderFile
    from casewright.runs.orders import checked
    from casewright.types import Order

    shared = {name: given[name] for name in ("n", "language", "kind", "system", "level")}
    orders = [Order(code, comorbidities=given["others"], **shared) for code in dict.fromkeys(given["codes"])]
    return OrderFile(tuple(map(checked, orders)), with_options(RunLimits(), given))


def with_options(limits: RunLimits, given: Mapping[str, Any]) -> RunLimits:
    """The limits with what the options say of the whole run, and of samples an order may have."""
    said = {name: given[name] for name in BUDGETS if given[name] is not None}
    most = limits.total.max_samples if given.get("max_samples") is None else given["max_samples"]
    own = {
        name: replace(order, max_samples=most) if order.max_samples is None else order
        for name, order in limits.by_order.items()
    }
    return replace(limits, total=replace(limits.total, **said, max_samples=most), by_order=own)
