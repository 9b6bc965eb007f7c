"""What pydantic has against a document, in our words, each with its line and column."""

from __future__ import annotations

import types
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from casewright.documents import Document

__all__ = ["complaints"]

Keys = tuple[str | int, ...]
SECRET = "api_key"  # noqa: S105 the name of a setting


def complaints(document: Document, error: ValidationError, model: type[BaseModel], noun: str) -> Iterator[str]:
    """A line for each fault of a document that was held against a model.

    Args:
        document: What was read.
        error: What the model has against it.
        model: The model of the whole document.
        noun: What a key of it is called, such as ``setting``.
    """
    for item in error.errors(include_url=False, include_context=False):
        place = tuple(part for part in item["loc"] if part != "[key]")
        yield str(document.error(_wording(place, item["type"], item["msg"], document.data, model, noun), place))


def _wording(place: Keys, kind: str, message: str, data: Any, whole: type[BaseModel], noun: str) -> str:
    name = ".".join(str(part) for part in place)
    if kind == "extra_forbidden":
        known = sorted(_model_at(place[:-1], whole).model_fields)
        near = get_close_matches(str(place[-1]), known, n=1)
        hint = f"; nearest: {near[0]}" if near else ""
        return f"unknown {noun} {name!r}; known here: {', '.join(known)}{hint}"
    if kind == "missing":
        return f"{noun} {name!r} is missing"
    value = _value_at(data, place)
    shown = "" if SECRET in place or isinstance(value, dict | list) or _logs_in(value) else f" is {value!r}"
    return f"{noun} {name!r}{shown}: {message.removeprefix('Value error, ')}"


def _logs_in(value: Any) -> bool:
    """Whether it may be a URL with a password."""
    return isinstance(value, str) and "@" in value and "://" in value


def _value_at(data: Any, place: Keys) -> Any:
    for part in place:
        if isinstance(data, str):
            return data
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return part
    return data


def _model_at(place: Keys, whole: type[BaseModel]) -> type[BaseModel]:
    model = whole
    for part in place:
        field = model.model_fields.get(str(part))
        model = (field and _inner_model(field.annotation)) or model
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((model for model in map(_inner_model, get_args(annotation)) if model), None)
