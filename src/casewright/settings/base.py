"""What every settings model shares: unknown keys refused, values frozen, paths taken from the file's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationInfo

__all__ = ["Name", "Place", "Strict", "beside_the_file"]


class Strict(BaseModel):
    """A frozen model that takes no key it doesn't know."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def beside_the_file(path: Path, info: ValidationInfo) -> Path:
    """The path, a relative one from the folder of the file that is being read."""
    folder = (info.context or {}).get("folder")
    path = path.expanduser()
    return path if folder is None or path.is_absolute() else Path(folder) / path


Place = Annotated[Path, AfterValidator(beside_the_file)]
"""A path; a relative one is taken from the folder of the settings file."""
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$")]
"""A name that a request may say: letters, digits and ``._:-``, at most 64 characters."""
