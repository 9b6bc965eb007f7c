"""Where replies that several runs share are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, ValidationInfo

from casewright.settings.base import beside_the_file

__all__ = ["CachePlace"]

OFF = (None, False, "off")
"""``off`` is a word of YAML too."""


def _place(value: Any, info: ValidationInfo) -> Any:
    if value in OFF:
        return None
    if not isinstance(value, str | Path) or not str(value):
        raise ValueError("a file, a folder, the URL of a database, or off is wanted")
    if "://" not in str(value):
        return str(beside_the_file(Path(value), info))
    if urlsplit(str(value)).password is not None:
        raise ValueError("leave the password out of the URL: PGPASSWORD and ~/.pgpass keep it")
    return value


CachePlace = Annotated[str | None, BeforeValidator(_place)]
"""A relative path is taken from the folder of the settings file."""
