"""Index files changed: notes added, a patient erased, another key. Each writes the whole file again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from casewright.errors import InputError
from casewright.measures.privacy.index.building import Built, build
from casewright.measures.privacy.index.corpus import Corpus
from casewright.measures.privacy.index.files import info_of, screen_of
from casewright.measures.privacy.index.fingerprints import Fingerprinter
from casewright.measures.privacy.index.guarding import guarded
from casewright.measures.privacy.index.header import Header
from casewright.measures.privacy.index.info import IndexInfo
from casewright.measures.privacy.index.loading import load
from casewright.measures.privacy.index.reading import Progress, Reader
from casewright.measures.privacy.index.saving import save
from casewright.measures.privacy.index.scratch import Scratch
from casewright.measures.privacy.reference import ReferenceNote

__all__ = ["add_notes", "remove_patient", "rotate_key"]


def add_notes(path: Path, notes: Iterable[ReferenceNote], key: bytes, *, progress: Progress | None = None) -> IndexInfo:
    """Adds notes; patients of one name are one patient. Limits and boilerplate are taken again from all notes.

    Raises:
        InputError: as `open_index` has it.
        StorageError: the file can't be written.
    """
    hashes = Fingerprinter(key)

    def work() -> Header:
        header, old = load(path, hashes, verify=True)
        with Scratch(path.parent) as scratch:
            reader = Reader(hashes, scratch)
            reader.take_corpus(old.whole, 0, header.notes)
            reader.read(notes, progress)
            reader.start_wider()
            reader.take_corpus(old.whole, header.notes, header.notes + header.wider)
            return _save_again(path, reader, header, hashes, scratch)

    return info_of(guarded(work), verified=True)


def remove_patient(path: Path, patient: str, key: bytes) -> int:
    """Writes the file again without one patient's notes, and says how many they were.

    Boilerplate counts, postings and limits are taken again from the notes that are left, as if the patient's had never
    been there. The patient's notes in a wider source go too, and are not counted.

    Args:
        path: The file.
        patient: The patient as the notes' file names it, or as `ReferenceNote.patient` has it (``row:7``).
        key: The file's key.

    Raises:
        InputError: the index has no note of that patient, or no other note; else as `open_index` has it.
        StorageError: the file can't be written.
    """
    hashes = Fingerprinter(key)
    names = [hashes.patient(one) for one in (patient, f"patient:{patient.strip()}")]

    def work() -> int:
        header, old = load(path, hashes, verify=True)
        kept = set(np.flatnonzero(~np.isin(old.whole.names, np.array(names, dtype=np.uint64))).tolist())
        left = sum(number < header.notes for number in kept)
        if left == header.notes:
            raise InputError(f"index {str(path)!r} has no note of that patient")
        if not left:
            raise InputError(f"index {str(path)!r} has notes of that patient only; purge it")
        with Scratch(path.parent) as scratch:
            reader = Reader(hashes, scratch)
            reader.take_corpus(old.whole, 0, header.notes, kept)
            reader.start_wider()
            reader.take_corpus(old.whole, header.notes, header.notes + header.wider, kept)
            _save_again(path, reader, header, hashes, scratch)
        return header.notes - left

    return guarded(work)


def rotate_key(
    path: Path,
    notes: Iterable[ReferenceNote],
    old: bytes,
    new: bytes,
    *,
    boilerplate: Iterable[ReferenceNote] = (),
    progress: Progress | None = None,
) -> IndexInfo:
    """Writes the index again under another key, from the notes: fingerprints are one-way.

    Raises:
        InputError: the notes are not those of the index, told under the old key; else as `open_index` has it.
        StorageError: the file can't be written.
        UsageError: a key is shorter than 16 bytes.
    """
    before, after = Fingerprinter(old), Fingerprinter(new)

    def work() -> Header:
        header, built = load(path, before, verify=True)
        with Scratch(path.parent) as scratch:
            check, reader = Reader(before, scratch), Reader(after, scratch)
            reader.read(_both(notes, check), progress)
            check.start_wider()
            reader.read_wider(_both(boilerplate, check))
            _check_same(path, built, check, before, by_patient=header.patients_named)
            return _save_again(path, reader, header, after, scratch)

    return info_of(guarded(work), verified=True)


def _both(notes: Iterable[ReferenceNote], check: Reader) -> Iterator[ReferenceNote]:
    """Hands notes on and shows each to another reader too."""
    for note in notes:
        check.read_one(note)
        yield note


def _check_same(path: Path, built: Built, check: Reader, hashes: Fingerprinter, *, by_patient: bool) -> None:
    """Rows may differ: a file that a patient left, or two that were joined, number them anew."""
    given, held = check.corpus(), built.whole
    for what, named, ours, theirs in (
        ("", by_patient, range(held.own), range(given.own)),
        ("boilerplate ", False, range(held.own, len(held.lengths)), range(given.own, len(given.lengths))),
    ):
        before, after = (_notes(one, which, hashes, named=named) for one, which in ((held, ours), (given, theirs)))
        missing, extra = (before - after).total(), (after - before).total()
        if missing or extra:
            raise InputError(
                f"these are not the {what}notes of index {str(path)!r}: {missing} of its {before.total()} are not "
                f"among them, and {extra} are not in it"
            )


def _notes(corpus: Corpus, which: range, hashes: Fingerprinter, *, named: bool) -> Counter[str]:
    """Notes as keyed digests, with whose they are where patients are named."""
    return Counter(
        hashes.hexdigest(f"{int(corpus.names[i]) if named else ''}/".encode() + corpus.note(i).tobytes()) for i in which
    )


def _save_again(path: Path, reader: Reader, header: Header, hashes: Fingerprinter, scratch: Scratch) -> Header:
    built = build(
        reader.corpus(), hashes, header.name, patients_named=header.patients_named, thinned=header.thinned,
        scratch=scratch,
    )  # fmt: skip
    return save(path, built, hashes, screen_of(header))
