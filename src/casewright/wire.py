"""Contracts to JSON and back, by pydantic, with unknown fields refused on the way in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from casewright.errors import InputError

__all__ = ["from_json", "to_json"]

T = TypeVar("T")


def _make_adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(_make_adapter)


def to_json(value: Any, kind: Any = None) -> Any:
    """Plain JSON values (dicts, lists, strings, numbers) of a contract."""
    return _adapter(kind or type(value)).dump_python(value, mode="json")


def from_json(kind: type[T], value: Any) -> T:
    """The contract from plain JSON values.

    Raises:
        InputError: a field is missing or has the wrong type.
    """
    try:
        result: T = _adapter(kind).validate_python(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{kind.__name__}.{place}: {first['msg']}") from None
    return result
