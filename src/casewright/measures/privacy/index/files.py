"""Index files: made from notes, opened, described and deleted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from casewright.errors import InputError, StorageError
from casewright.measures.privacy.index.building import build
from casewright.measures.privacy.index.fingerprints import Fingerprinter
from casewright.measures.privacy.index.guarding import guarded
from casewright.measures.privacy.index.header import VERSION, Header
from casewright.measures.privacy.index.info import IndexInfo
from casewright.measures.privacy.index.loading import load, load_header
from casewright.measures.privacy.index.reading import Progress, Reader
from casewright.measures.privacy.index.reference_index import ReferenceIndex
from casewright.measures.privacy.index.saving import PART, save
from casewright.measures.privacy.index.scratch import Scratch
from casewright.measures.privacy.limits import ScreenLimits
from casewright.measures.privacy.reference import ReferenceNote

__all__ = ["describe_index", "info_of", "open_index", "purge", "screen_of", "write_index"]


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
    progress: Progress | None = None,
) -> IndexInfo:
    """Builds an index file from notes that are read one by one; a file of that name is replaced.

    Memory holds some 50 bytes a note (150 where patients aren't named) and a stretch of the corpus at a time; the rest
    goes through files without a name beside ``path``, which hold fingerprints only.

    Args:
        path: Where to write.
        notes: The corpus.
        key: What fingerprints are made with; 16 bytes or more.
        name: What the corpus is called in records.
        patients_named: Whether the notes' patients are real ones; else near-duplicates count as one patient.
        boilerplate: Notes of a wider source, which count where boilerplate is told from rare phrases.
        thin: Keep one posting in three. Every verbatim run of six words is still found.
        screen: Where the lines are drawn.
        progress: Called with the number of notes read so far.

    Raises:
        InputError: there is no note, or no words in them.
        StorageError: the file can't be written.
        UsageError: the key is shorter than 16 bytes.
    """
    hashes, lines = Fingerprinter(key), screen or ScreenLimits()
    _check_folder(path)

    def work() -> Header:
        with Scratch(path.parent) as scratch:
            reader = Reader(hashes, scratch)
            reader.read(notes, progress)
            reader.read_wider(boilerplate)
            built = build(reader.corpus(), hashes, name, patients_named=patients_named, thinned=thin, scratch=scratch)
            return save(path, built, hashes, lines)

    return info_of(guarded(work), verified=True)


def _check_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise InputError(f"can't write the index {str(path)!r}: no folder {str(path.parent)!r}")
    if path.is_dir():
        raise InputError(f"can't write the index {str(path)!r}: it is a folder")


def open_index(path: Path, key: bytes, *, screen: ScreenLimits | None = None, verify: bool = True) -> ReferenceIndex:
    """Opens an index file: postings are memory-mapped, token fingerprints deciphered into memory (2 bytes each).

    Args:
        path: The file.
        key: The key that it was made with.
        screen: Other limits than those that it was made with.
        verify: Whether to check every byte under the key; the header is checked in any case.

    Raises:
        InputError: no index, one of another format or key, a truncated, damaged or changed one.
        UsageError: the key is shorter than 16 bytes.
    """
    hashes = Fingerprinter(key)
    header, built = guarded(lambda: load(path, hashes, verify=verify))
    return ReferenceIndex.of(built, screen or screen_of(header))


def describe_index(path: Path, key: bytes | None = None) -> IndexInfo:
    """What a file says about itself; with the key every byte is checked too.

    Raises:
        InputError: as `open_index` has it.
        UsageError: the key is shorter than 16 bytes.
    """
    if key is None:
        return info_of(guarded(lambda: load_header(path)), verified=False)
    hashes = Fingerprinter(key)
    return info_of(guarded(lambda: load(path, hashes, verify=True))[0], verified=True)


def purge(path: Path) -> int:
    """Deletes an index file, and what interrupted writings left beside it; says how many files.

    Nothing is overwritten: on solid-state and copy-on-write storage that is no promise. What makes copies and remains
    useless is to destroy the key.

    Raises:
        InputError: the file is no index, so it is left alone.
        StorageError: it can't be deleted.
    """
    if path.exists():
        _check_magic(path)
    found = [one for one in (path, *sorted(path.parent.glob(f".{path.name}.*{PART}"))) if one.exists()]
    if not found:
        raise InputError(f"no index {str(path)!r}")
    try:
        for one in found:
            one.unlink()
    except OSError as error:
        raise StorageError(f"can't delete {str(path)!r}: {error.strerror}") from None
    return len(found)


def _check_magic(path: Path) -> None:
    from casewright.measures.privacy.index.header import MAGIC

    try:
        with path.open("rb") as file:
            known = file.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise InputError(f"can't read the index {str(path)!r}: {error.strerror}") from None
    if not known:
        raise InputError(f"{str(path)!r} is no index file; nothing was deleted")


def screen_of(header: Header) -> ScreenLimits:
    """The limits that a file was made with."""
    values = dict(header.screen)
    whole = {name: int(values[name]) for name in ("longest_run", "longest_passage")}
    return ScreenLimits(**(values | whole))  # type: ignore[arg-type]


def info_of(header: Header, *, verified: bool) -> IndexInfo:
    """A header in figures."""
    return IndexInfo(
        name=header.name,
        notes=header.notes,
        patients=header.patients,
        tokens=header.tokens,
        bytes=header.bytes,
        thinned=header.thinned,
        version=VERSION,
        created=header.created,
        fingerprint=header.fingerprint,
        wider=header.wider,
        marks=tuple(header.marks),
        limits=dict(header.limits),
        baseline={name: (values[0], values[1], values[2]) for name, values in header.baseline.items()},
        verified=verified,
    )
