"""Writing an index file: under a temporary name, flushed to the disk, then put in its place at once."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from casewright.errors import StorageError
from casewright.measures.privacy.index.arrays import SEALED, TYPES, Arrays, arrays_of
from casewright.measures.privacy.index.baseline import FIGURES, limits_of, percentile
from casewright.measures.privacy.index.building import Built
from casewright.measures.privacy.index.fingerprints import Fingerprinter
from casewright.measures.privacy.index.header import ALIGN, FIXED, MAGIC, VERSION, Header, Section, pack_header
from casewright.measures.privacy.index.sealing import CHUNK, sealed
from casewright.measures.privacy.limits import ScreenLimits

__all__ = ["PART", "header_digest", "save", "section_digest"]

PART = ".part"
"""End of the name of a file that is being written."""
QUANTILES = (0.5, 0.95, 0.99)


def save(path: Path, built: Built, hashes: Fingerprinter, screen: ScreenLimits) -> Header:
    """Writes an index; whoever has the old file open keeps it.

    Raises:
        StorageError: the file can't be written.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{PART}")
    try:
        with os.fdopen(
            os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb"
        ) as file:
            header = _write(file, built, hashes, screen)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise StorageError(f"can't write the index {str(path)!r}: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
    return header


def _write(file: IO[bytes], built: Built, hashes: Fingerprinter, screen: ScreenLimits) -> Header:
    once, arrays = secrets.token_bytes(16), arrays_of(built)
    plan = _header(built, hashes, screen, once, _layout(arrays, 0))
    # digests have one length and places at most twelve digits, so the room for the header is known before they are
    room = _aligned(FIXED + len(pack_header(plan)) + 12 * len(TYPES) + 12)
    digests = {}
    sections = _layout(arrays, room)
    for section in sections:
        file.seek(section.start)
        digests[section.name] = _write_section(file, section, arrays[section.name], hashes, once)
    sections = [section.model_copy(update={"digest": digests[section.name]}) for section in sections]
    header = _header(built, hashes, screen, once, sections)
    packed = pack_header(header)
    file.seek(0)
    file.write(MAGIC + VERSION.to_bytes(4, "little") + len(packed).to_bytes(4, "little"))
    file.write(header_digest(hashes, packed) + packed)
    file.truncate(header.bytes)
    return header


def _layout(arrays: Arrays, start: int) -> list[Section]:
    sections = []
    for name, kind in TYPES.items():
        count = len(arrays[name])
        sections.append(Section(name=name, kind=kind, start=start, count=count, sealed=name in SEALED, digest="0" * 64))
        start = _aligned(start + count * np.dtype(kind).itemsize)
    return sections


def _aligned(place: int) -> int:
    return -(-place // ALIGN) * ALIGN


def _write_section(file: IO[bytes], section: Section, data: NDArray[Any], hashes: Fingerprinter, once: bytes) -> str:
    digest = section_digest(hashes, section.name)
    pieces = _sealed(data, hashes, once, section.name) if section.sealed else _plain(data)
    for piece in pieces:
        file.write(piece.data)
        digest.update(piece.data)
    return digest.hexdigest()


def _sealed(data: NDArray[Any], hashes: Fingerprinter, once: bytes, name: str) -> Iterator[NDArray[np.uint8]]:
    yield from sealed(data, hashes.derive(b"seal/" + name.encode()), once)


def _plain(data: NDArray[Any]) -> Iterator[NDArray[np.uint8]]:
    raw = np.asarray(data).view(np.uint8).reshape(-1)
    for start in range(0, len(raw), CHUNK):
        yield np.ascontiguousarray(raw[start : start + CHUNK])


def section_digest(hashes: Fingerprinter, name: str) -> hashlib.blake2b:
    """The keyed digest of a section's bytes as they stand in the file, to be fed."""
    return hashlib.blake2b(digest_size=32, key=hashes.derive(b"digest/" + name.encode()))


def header_digest(hashes: Fingerprinter, packed: bytes) -> bytes:
    """The keyed digest of a header and the version that reads it."""
    return hashlib.blake2b(
        VERSION.to_bytes(4, "little") + packed, digest_size=32, key=hashes.derive(b"digest/header")
    ).digest()


def _header(built: Built, hashes: Fingerprinter, screen: ScreenLimits, once: bytes, sections: list[Section]) -> Header:
    corpus, last = built.searcher.corpus, sections[-1]
    quantiles = {name: [percentile(built.baseline[name], q) for q in QUANTILES] for name in FIGURES}
    return Header(
        name=built.name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        check=hashes.check,
        once=once.hex(),
        fingerprint=built.fingerprint,
        notes=len(corpus),
        wider=len(built.whole.lengths) - len(corpus),
        patients=corpus.patient_count,
        tokens=int(corpus.lengths.sum()),
        patients_named=built.patients_named,
        thinned=built.thinned,
        marks=list(built.marks),
        screen={name: float(value) for name, value in asdict(screen).items()},
        limits=limits_of(built.baseline, len(corpus), screen),
        baseline=quantiles,
        bytes=last.start + last.count * np.dtype(last.kind).itemsize,
        sections=sections,
    )
