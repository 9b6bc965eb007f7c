"""Index files: the interface; what is behind it is being written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from casewright.errors import InputError
from casewright.measures.privacy.index import ReferenceIndex
from casewright.measures.privacy.index_info import IndexInfo
from casewright.measures.privacy.limits import ScreenLimits
from casewright.measures.privacy.reference import ReferenceNote

__all__ = [
    "add_notes",
    "describe_index",
    "open_index",
    "purge",
    "remove_patient",
    "rotate_key",
    "write_index",
]

_OPEN: dict[str, tuple[bytes, bool, list[ReferenceNote], ReferenceIndex, IndexInfo]] = {}


def write_index(
    path: Path,
    notes: Iterable[ReferenceNote],
    key: bytes,
    *,
    name: str,
    patients_named: bool,
    boilerplate: Iterable[ReferenceNote] = (),
    thin: bool = False,
    screen: ScreenLimits | None = None,
    progress: Callable[[int], None] | None = None,
) -> IndexInfo:
    """Builds an index and writes it to ``path``; ``progress`` is called with the number of notes read so far."""
    kept = []
    for note in notes:
        kept.append(note)
        if progress:
            progress(len(kept))
    index = ReferenceIndex.build(kept, key, name, patients_named=patients_named, screen=screen)
    size = sum(len(note.text.split()) for note in kept)
    patients = len({note.patient for note in kept})
    now = datetime.now(UTC).isoformat(timespec="seconds")
    path.write_text(json.dumps({"magic": "casewright index stub"}))
    info = IndexInfo(
        name, len(kept), patients, size, path.stat().st_size, thin, 1, now, index.fingerprint, index.marks, index.limits
    )
    _OPEN[str(path)] = (key, patients_named, kept, index, info)
    return info


def open_index(path: Path, key: bytes, *, screen: ScreenLimits | None = None, verify: bool = True) -> ReferenceIndex:
    """Opens an index file, memory-mapped; ``screen`` draws other limits than those it was written with."""
    return _found(path, key)[3]


def add_notes(
    path: Path, notes: Iterable[ReferenceNote], key: bytes, *, progress: Callable[[int], None] | None = None
) -> IndexInfo:
    """Adds notes; patients of the same name are the same patient."""
    _, named, kept, _, info = _found(path, key)
    return write_index(
        path, [*kept, *notes], key, name=info.name, patients_named=named, thin=info.thinned, progress=progress
    )


def remove_patient(path: Path, patient: str, key: bytes) -> int:
    """Rewrites the file without one patient's notes and says how many they were."""
    _, named, kept, _, info = _found(path, key)
    left = [note for note in kept if note.patient not in (patient, f"patient:{patient.strip()}")]
    if len(left) == len(kept):
        raise InputError(f"{str(path)!r} has no note of that patient")
    write_index(path, left, key, name=info.name, patients_named=named, thin=info.thinned)
    return len(kept) - len(left)


def rotate_key(
    path: Path,
    notes: Iterable[ReferenceNote],
    old: bytes,
    new: bytes,
    *,
    progress: Callable[[int], None] | None = None,
) -> IndexInfo:
    """Writes the index again under another key, from the notes themselves: fingerprints are one-way."""
    _, named, _, _, info = _found(path, old)
    return write_index(path, notes, new, name=info.name, patients_named=named, thin=info.thinned, progress=progress)


def purge(path: Path) -> None:
    """Deletes an index file and whatever an interrupted writing left beside it."""
    path.unlink()


def describe_index(path: Path, key: bytes | None = None) -> IndexInfo:
    """What a file says about itself; with the key it is checked too."""
    return _found(path, key)[4]


def _found(path: Path, key: bytes | None) -> tuple[bytes, bool, list[ReferenceNote], ReferenceIndex, IndexInfo]:
    found = _OPEN.get(str(path))
    if found is None or not path.exists():
        raise InputError(f"{str(path)!r} is no index file")
    if key is not None and found[0] != key:
        raise InputError(f"{str(path)!r} was written under another key")
    return found
