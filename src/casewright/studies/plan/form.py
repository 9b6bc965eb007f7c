"""The keys of a study file, and what each may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from casewright.runs.order_form import Budgets, Entry, Shared
from casewright.settings.base import Strict

__all__ = ["MOST_IN_ROUND", "ArmForm", "StudyForm", "WriterForm"]

MOST_IN_ROUND = 1000
"""Cases that one round may draw of an order (``gate.round_size``)."""


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


def _spelt_out(value: Any) -> Any:
    return {"model": value} if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1)]
OnOff = Annotated[bool, Field(strict=True)]
Loop = Annotated[tuple[OnOff, ...], BeforeValidator(_listed), Field(min_length=1)]
Seed = Annotated[int, Field(strict=True, ge=0, lt=2**31)]
Seeds = Annotated[tuple[Seed, ...], BeforeValidator(_listed), Field(min_length=1)]


class WriterForm(Strict):
    """Who writes: a model string or an endpoint of settings, and whoever judges this writer alone."""

    model: Text
    critics: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    """In the place of settings' critics."""
    seal: Text | None = None
    """In the place of settings' seal."""


class ArmForm(Strict):
    """Which writers take which orders; what is left out is as the study says, or all of it."""

    writers: Texts | None = None
    orders: Texts | None = None
    loop: Loop | None = None
    seeds: Seeds | None = None


class StudyForm(Strict):
    """A study file. Without ``arms``, every writer takes every group of orders, with each loop and seed."""

    title: Text
    writers: Annotated[Mapping[str, Annotated[WriterForm, BeforeValidator(_spelt_out)]], Field(min_length=1)]
    orders: Annotated[Mapping[str, Entry], Field(min_length=1)]
    defaults: Shared = Shared()
    """Under every group of orders, key by key."""
    arms: tuple[ArmForm, ...] | None = None
    loop: Loop = (True, False)
    seeds: Seeds = (0,)
    attempts: Annotated[int, Field(strict=True, ge=2, le=20)] | None = None
    """Drafts that a sample gets with the loop on; by default as settings say."""
    round_size: Annotated[int, Field(strict=True, ge=1, le=MOST_IN_ROUND)] | None = None
    """Cases that a round may draw of an order; by default as many as the group's largest n."""
    budgets: Budgets = Budgets()
    """Of the whole study, over all its starts."""
