"""Reading an index file: whatever is wrong with it is said before anything of it is used."""

from __future__ import annotations

import hmac
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from casewright.errors import InputError
from casewright.measures.privacy.index.arrays import SEALED, TYPES, built_of
from casewright.measures.privacy.index.building import Built
from casewright.measures.privacy.index.fingerprints import Fingerprinter
from casewright.measures.privacy.index.header import FIXED, MAGIC, MOST_HEADER, VERSION, Header, Section, parse_header
from casewright.measures.privacy.index.saving import header_digest, section_digest
from casewright.measures.privacy.index.sealing import CHUNK, sealed

__all__ = ["load", "load_header"]

DAMAGED = "is damaged or was changed: its digest doesn't fit; build it again from the notes"


def load(path: Path, hashes: Fingerprinter, *, verify: bool) -> tuple[Header, Built]:
    """Opens an index: sealed sections are deciphered into memory, the others mapped.

    Raises:
        InputError: no index, one of another version or key, a truncated, damaged or changed one.
    """
    header = load_header(path, hashes)
    try:
        with path.open("rb") as file:
            if verify:
                _verify(path, file, header, hashes)
            arrays = {section.name: _read(path, file, section, header, hashes) for section in header.sections}
        return header, built_of(header, arrays, hashes)
    except OSError as error:
        raise InputError(f"can't read the index {str(path)!r}: {error.strerror}") from None
    except ValueError:
        raise InputError(f"index {str(path)!r} {DAMAGED}") from None


def load_header(path: Path, hashes: Fingerprinter | None = None) -> Header:
    """What an index file says about itself, checked where there is a key.

    Raises:
        InputError: as `load` has it.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            fixed = file.read(FIXED)
            packed = _packed(path, fixed, file)
    except OSError as error:
        raise InputError(f"can't read the index {str(path)!r}: {error.strerror}") from None
    header = parse_header(packed)
    if header is None or not _laid_out(header):
        raise InputError(f"index {str(path)!r} {DAMAGED}")
    if hashes is not None:
        _check_key(path, header, packed, fixed[-32:], hashes)
    if header.bytes != size:
        raise InputError(f"index {str(path)!r} is not whole: {size:,} bytes of {header.bytes:,}; build it again")
    return header


def _packed(path: Path, fixed: bytes, file: IO[bytes]) -> bytes:
    if not fixed.startswith(MAGIC):
        raise InputError(f"{str(path)!r} is no index file; `casewright corpus index` makes one from notes")
    if len(fixed) < FIXED:
        raise InputError(f"index {str(path)!r} is not whole: {len(fixed)} bytes")
    version, size = (int.from_bytes(fixed[i : i + 4], "little") for i in (len(MAGIC), len(MAGIC) + 4))
    if version != VERSION:
        raise InputError(
            f"index {str(path)!r} is of format {version}; this version of casewright reads format {VERSION}: "
            "build it again from the notes"
        )
    if size > MOST_HEADER:
        raise InputError(f"index {str(path)!r} {DAMAGED}")
    return file.read(size)


def _check_key(path: Path, header: Header, packed: bytes, digest: bytes, hashes: Fingerprinter) -> None:
    if header.check != hashes.check:
        raise InputError(f"index {str(path)!r} was made with another key; open it with that one, or build it again")
    if not hmac.compare_digest(digest, header_digest(hashes, packed)):
        raise InputError(f"index {str(path)!r} {DAMAGED}")


def _laid_out(header: Header) -> bool:
    """Whether the sections are those of the format and lie within the file, one behind the other."""
    at = FIXED
    for section, (name, kind) in zip(header.sections, TYPES.items(), strict=False):
        if (section.name, section.kind, section.sealed) != (name, kind, name in SEALED) or section.start < at:
            return False
        at = section.start + section.count * np.dtype(kind).itemsize
    return len(header.sections) == len(TYPES) and at == header.bytes


def _verify(path: Path, file: IO[bytes], header: Header, hashes: Fingerprinter) -> None:
    for section in header.sections:
        digest = section_digest(hashes, section.name)
        left = section.count * np.dtype(section.kind).itemsize
        file.seek(section.start)
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            digest.update(piece)
            left -= len(piece)
        if left or not hmac.compare_digest(digest.hexdigest(), section.digest):
            raise InputError(f"index {str(path)!r} {DAMAGED}")


def _read(path: Path, file: IO[bytes], section: Section, header: Header, hashes: Fingerprinter) -> NDArray[Any]:
    if not section.count:
        return np.zeros(0, dtype=section.kind)
    if not section.sealed:
        # a plain view of the mapped file: slices of a memmap cost ten times those of an array
        return np.asarray(np.memmap(path, dtype=section.kind, mode="r", offset=section.start, shape=(section.count,)))
    file.seek(section.start)
    found = np.fromfile(file, dtype=np.uint8, count=section.count * np.dtype(section.kind).itemsize)
    at = 0
    for piece in sealed(found, hashes.derive(b"seal/" + section.name.encode()), bytes.fromhex(header.once)):
        found[at : at + len(piece)] = piece
        at += len(piece)
    return found.view(section.kind)
