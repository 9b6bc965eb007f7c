"""Reads the settings file; every complaint names its line and column."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from casewright.documents import load_document
from casewright.errors import InputError, SettingsError
from casewright.settings.complaints import complaints
from casewright.settings.model import Settings
from casewright.settings.naming import misnamed

__all__ = ["load_settings"]


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
        raise SettingsError("\n".join(complaints(document, error, Settings, "setting"))) from None
    for wrong in misnamed(settings):
        raise SettingsError(str(document.error(wrong.message, wrong.place)))
    return settings
