"""The keys of an order file, and what each may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from casewright.runs.limits import OrderLimits, WhenSpent
from casewright.runs.orders import MAX_N
from casewright.settings.base import Strict
from casewright.types import Language, Level

__all__ = ["Budgets", "Entry", "OrderForm", "Shared"]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1)]
Whole = Annotated[int, Field(strict=True, ge=1)]
Amount = Annotated[float, Field(strict=True, gt=0)]
Share = Annotated[float, Field(strict=True, ge=0)]


class Budgets(Strict):
    """What may be used, and what happens then; a budget that is left out is not limited."""

    max_calls: Whole | None = None
    max_tokens: Whole | None = None
    max_usd: Amount | None = None
    max_seconds: Amount | None = None
    when_spent: WhenSpent | None = None

    def limits(self, max_samples: int | None = None) -> OrderLimits:
        """As the engine takes them."""
        given = {name: getattr(self, name) for name in Budgets.model_fields}
        given["when_spent"] = given["when_spent"] or "finish"
        return OrderLimits(max_samples=max_samples, **given)


class Shared(Budgets):
    """What an order may say, and what ``defaults`` may say for all of them. Budgets are those of each order."""

    n: Annotated[int, Field(strict=True, ge=1, le=MAX_N)] | None = None
    language: Annotated[tuple[Language, ...], BeforeValidator(_listed), Field(min_length=1)] = ("en",)
    kind: Texts = ("intake",)
    system: Text = "icd10-who-2019"
    comorbidities: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    level: Level = "sufficient"
    targets: Mapping[str, Mapping[str, Share]] = Field(default_factory=dict)
    max_samples: Whole | None = None


class Entry(Shared):
    """An order, or one for each of its codes, languages and kinds."""

    code: Text | None = None
    codes: Texts | None = None


class OrderForm(Strict):
    """An order file."""

    orders: Annotated[tuple[Entry, ...], Field(min_length=1)]
    defaults: Shared = Shared()
    budgets: Budgets = Budgets()
