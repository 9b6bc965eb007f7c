"""The file of canaries: what was put into the corpus, and what could have been."""

from __future__ import annotations

import json
import os
from pathlib import Path

from casewright.errors import InputError, StorageError, UsageError
from casewright.measures.privacy.sets.canaries import Canaries
from casewright.wire import from_json, to_json

__all__ = ["read_canaries", "write_canaries"]


def write_canaries(path: Path, canaries: Canaries) -> None:
    """Writes a new file that only its owner may read.

    Raises:
        UsageError: there is a file already: whoever lost its canaries can't find them any more.
        StorageError: it can't be written.
    """
    told = json.dumps(to_json(canaries), ensure_ascii=False, indent=1)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            stream.write(told + "\n")
    except FileExistsError:
        raise UsageError(f"{str(path)!r} exists; nothing is overwritten: give another name with --out") from None
    except OSError as error:
        raise StorageError(f"can't write {str(path)!r}: {error.strerror}") from None


def read_canaries(path: Path) -> Canaries:
    """The canaries of a file.

    Raises:
        InputError: it can't be read, or isn't what `write_canaries` wrote.
    """
    try:
        found = from_json(Canaries, json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise InputError(f"can't read {str(path)!r}: {error.strerror}") from None
    except (ValueError, InputError):
        found = None
    if found is None or not found.inserted or not found.reserve:
        raise InputError(f"{str(path)!r} is no file of canaries: 'casewright corpus canaries make' makes one")
    return found
