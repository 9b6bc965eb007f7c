"""Reads the settings file; every complaint names its line and column."""

from __future__ import annotations

import types
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from casewright.documents import Document, load_document
from casewright.errors import InputError, SettingsError
from casewright.settings.model import Settings
from casewright.settings.naming import misnamed

__all__ = ["load_settings"]

Keys = tuple[str | int, ...]
SECRET = "api_key"  # noqa: S105 the name of a setting


def load_settings(path: Path | None, profile: str | None = None) -> Settings:
    """Settings from a YAML file, or the defaults where there is none.

    Args:
        path: The file; relative paths in it are taken from its folder.
        profile: A profile of the file to lay over the rest.

    Raises:
        SettingsError: the file can't be read, or something in it is unknown or out of range.
        UnknownNameError: no such profile.
    """
    settings = Settings() if path is None else _read(path)
    return settings if profile is None else settings.with_profile(profile)


def _read(path: Path) -> Settings:
    try:
        document = load_document(path)
    except InputError as error:
        raise SettingsError(str(error)) from None
    if not isinstance(document.data, dict | None):
        raise SettingsError(str(document.error("settings must be a mapping of names to values")))
    try:
        settings = Settings.model_validate(document.data or {}, context={"folder": path.parent})
    except ValidationError as error:
        raise SettingsError("\n".join(_complaints(document, error))) from None
    for wrong in misnamed(settings):
        raise SettingsError(str(document.error(wrong.message, wrong.place)))
    return settings


def _complaints(document: Document, error: ValidationError) -> Iterator[str]:
    for item in error.errors(include_url=False, include_context=False):
        place = tuple(part for part in item["loc"] if part != "[key]")
        yield str(document.error(_wording(place, item["type"], item["msg"], document.data), place))


def _wording(place: Keys, kind: str, message: str, data: Any) -> str:
    name = ".".join(str(part) for part in place)
    if kind == "extra_forbidden":
        known = sorted(_model_at(place[:-1]).model_fields)
        near = get_close_matches(str(place[-1]), known, n=1)
        hint = f"; nearest: {near[0]}" if near else ""
        return f"unknown setting {name!r}; known here: {', '.join(known)}{hint}"
    if kind == "missing":
        return f"setting {name!r} is missing"
    value = _value_at(data, place)
    shown = "" if SECRET in place or isinstance(value, dict | list) else f" is {value!r}"
    return f"setting {name!r}{shown}: {message.removeprefix('Value error, ')}"


def _value_at(data: Any, place: Keys) -> Any:
    for part in place:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return part
    return data


def _model_at(place: Keys) -> type[BaseModel]:
    model: type[BaseModel] = Settings
    for part in place:
        field = model.model_fields.get(str(part))
        model = (field and _inner_model(field.annotation)) or model
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((model for model in map(_inner_model, get_args(annotation)) if model), None)
