"""From the keys of an order file to orders; collects what is wrong, so that one reading tells all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product
from typing import Any, TypeVar

from casewright.documents import Document
from casewright.errors import CasewrightError, UsageError
from casewright.icd10 import table
from casewright.plans import CaseRequest, case_sources, draw_case
from casewright.runs.limits import OrderLimits
from casewright.runs.order_form import Entry, OrderForm, Shared
from casewright.runs.order_targets import target_problems
from casewright.runs.orders import MAX_N, checked, order_id
from casewright.types import Order
from casewright.vocabulary.kinds import kind

__all__ = ["OrderReading"]

Keys = tuple[str | int, ...]
Number = TypeVar("Number", int, float)


@dataclass
class OrderReading:
    """Orders and limits by order id, what is wrong with them, and what was added up."""

    document: Document
    form: OrderForm
    orders: dict[str, Order] = field(default_factory=dict)
    limits: dict[str, OrderLimits] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read(self) -> None:
        for at in range(len(self.form.orders)):
            entry = _over_defaults(self.form.orders[at], self.form.defaults)
            if self._fits(at, entry):
                for order, place in self._expanded(at, entry):
                    self._add(at, entry, order, place)

    def _fits(self, at: int, entry: Entry) -> bool:
        """Whether everything that doesn't hang on the single code is in order."""
        before = len(self.wrong)
        if (entry.code is None) == (entry.codes is None):
            self._complain("an order needs either 'code' or 'codes'", ("orders", at))
        if entry.n is None:
            self._complain("'n' is missing: say how many are wanted, here or under 'defaults'", ("orders", at))
        elif entry.max_samples is not None and entry.max_samples < entry.n:
            told = f"max_samples is {entry.max_samples}, fewer than n ({entry.n}): the order could never be filled"
            self._complain(told, self._place(at, "max_samples"))
        for name in entry.kind:
            self._try(self._place(at, "kind"), partial(kind, name))
        if self._try(self._place(at, "system"), partial(table, entry.system)):
            for code in entry.comorbidities:
                self._try(self._place(at, "comorbidities"), partial(table(entry.system).normalise, code))
        return len(self.wrong) == before

    def _expanded(self, at: int, entry: Entry) -> Iterator[tuple[Order, Keys]]:
        """An order for each code, language and kind, with the place of its code."""
        listed = entry.codes or ()
        codes = [(code, ("orders", at, "codes", i)) for i, code in enumerate(listed)]
        codes += [(entry.code, ("orders", at, "code"))] if entry.code else []  # type: ignore[list-item]
        for (code, place), language, sort in product(codes, entry.language, entry.kind):
            order = Order(
                code=code,
                n=entry.n or 0,
                language=language,
                kind=sort,
                system=entry.system,
                comorbidities=entry.comorbidities,
                targets={trait: dict(shares) for trait, shares in entry.targets.items()},
                level=entry.level,
            )
            yield order, place

    def _add(self, at: int, entry: Entry, order: Order, place: Keys) -> None:
        if not self._try(place, partial(table(order.system).normalise, order.code)):
            return
        order = replace(order, code=table(order.system).normalise(order.code))
        problems = list(target_problems(order))
        for keys, told in problems:
            self._complain(told, (*self._place(at, "targets"), *keys))
        if problems or not self._try(place, lambda: _drawn(checked(order))):
            return
        self._merge(checked(order), entry.limits(entry.max_samples), place)

    def _merge(self, order: Order, limits: OrderLimits, place: Keys) -> None:
        name = order_id(order)
        known = self.orders.get(name)
        if known is None:
            self.orders[name], self.limits[name] = order, limits
            return
        both = replace(order, n=known.n + order.n)
        if both.n > MAX_N:
            self._complain(f"{name} is ordered twice, {both.n:,} in all; at most {MAX_N:,} can be", place)
        if self.limits[name].when_spent != limits.when_spent:
            self._complain(f"{name} is ordered twice, with different 'when_spent'", place)
        self.orders[name], self.limits[name] = both, _added(self.limits[name], limits)
        line = self.document.place(place)[0]
        self.notes.append(f"line {line}: {name} was ordered before; {known.n} + {order.n} = {both.n} are wanted")

    def _place(self, at: int, key: str) -> Keys:
        """Where a value stands: in the order itself, or among the defaults."""
        own = key in self.form.orders[at].model_fields_set
        return ("orders", at, key) if own or key not in self.form.defaults.model_fields_set else ("defaults", key)

    def _try(self, place: Keys, do: Callable[[], Any]) -> bool:
        try:
            do()
        except CasewrightError as error:
            self._complain(str(error), place)
            return False
        return True

    def _complain(self, told: str, place: Keys) -> None:
        self.wrong.append(str(self.document.error(told, place)))


def _over_defaults(entry: Entry, defaults: Shared) -> Entry:
    """The order with the defaults under it; a key that it has goes before, as a whole."""
    given = {name: getattr(defaults, name) for name in defaults.model_fields_set}
    given |= {name: getattr(entry, name) for name in entry.model_fields_set}
    return Entry.model_construct(**given)


def _drawn(order: Order) -> None:
    """Tries a case: what no check foresaw is found before a model is paid.

    Raises:
        UsageError: there is no case source, or its cases contradict the order.
    """
    if order.code not in case_sources():
        known = ", ".join(case_sources())
        raise UsageError(f"no case source for {order.code!r}; there are for {known}, or give one --case FILE alone")
    draw_case(CaseRequest(order_id(order), order, 0))


def _added(one: OrderLimits, other: OrderLimits) -> OrderLimits:
    """The limits of two equal orders together: amounts add up, and one without a limit leaves none."""
    return OrderLimits(
        max_samples=_sum(one.max_samples, other.max_samples),
        max_calls=_sum(one.max_calls, other.max_calls),
        max_tokens=_sum(one.max_tokens, other.max_tokens),
        max_usd=_sum(one.max_usd, other.max_usd),
        max_seconds=_sum(one.max_seconds, other.max_seconds),
        when_spent=one.when_spent,
    )


def _sum(one: Number | None, other: Number | None) -> Number | None:
    return None if one is None or other is None else one + other
