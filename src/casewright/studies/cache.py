"""Parts that were measured already, kept in the report's folder by what they were measured on"""

from __future__ import annotations

import json
from pathlib import Path

from casewright.errors import InputError, StorageError
from casewright.runs.exporting.whole import whole_file
from casewright.studies.part import Part
from casewright.wire import from_json, to_json

__all__ = ["FOLDER", "keep_part", "kept_part"]

FOLDER = "parts"


def kept_part(folder: Path, name: str, key: str) -> Part | None:
    """The part as it was kept; ``None`` where it wasn't, or was by a version that another kind of part came from."""
    try:
        return from_json(Part, json.loads(_place(folder, name, key).read_text("utf-8")))
    except (OSError, ValueError, InputError):
        return None


def keep_part(folder: Path, part: Part, key: str) -> None:
    """Keeps a part.

    Raises:
        StorageError: it can't be written.
        ValueError: it holds a number that isn't finite, which has no JSON.
    """
    text = json.dumps(to_json(part), ensure_ascii=False, allow_nan=False)
    place = _place(folder, part.id, key)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(place) as beside:
            beside.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"can't keep {str(place)!r}: {error.strerror}") from None


def _place(folder: Path, name: str, key: str) -> Path:
    return folder / FOLDER / f"{name}-{key}.json"
