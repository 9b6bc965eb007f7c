"""Arrays that grow while a corpus is read: in memory, or in files without a name that hold fingerprints only."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from casewright.measures.privacy.confidential import Confidential

__all__ = ["Growing", "Scratch"]


class Growing(Confidential):
    """An array that is appended to, and then read."""

    __slots__ = ("_dtype", "_file", "_pieces", "size")

    def __init__(self, dtype: DTypeLike, folder: Path | None) -> None:
        self._dtype = np.dtype(dtype)
        self._pieces: list[NDArray[Any]] = []
        self._file: IO[bytes] | None = None
        if folder is not None:
            self._file = tempfile.TemporaryFile(dir=folder, prefix=".casewright-")  # noqa: SIM115 - kept while mapped
        self.size = 0

    def append(self, values: NDArray[Any]) -> None:
        """Adds values at the end."""
        self.size += len(values)
        if self._file is None:
            self._pieces.append(np.asarray(values, dtype=self._dtype))
        elif len(values):
            self._file.write(np.ascontiguousarray(values, dtype=self._dtype).tobytes())

    def read(self, *, change: bool = False) -> NDArray[Any]:
        """All values; with ``change`` they may be written to."""
        if self._file is None:
            return np.concatenate(self._pieces) if self._pieces else np.zeros(0, dtype=self._dtype)
        self._file.flush()
        if not self.size:
            return np.zeros(0, dtype=self._dtype)
        return np.memmap(self._file, dtype=self._dtype, mode="r+" if change else "r", shape=(self.size,))

    def close(self) -> None:
        """Frees the room at once."""
        self._pieces = []
        if self._file is not None:
            self._file.close()


class Scratch:
    """Where growing arrays are kept: in a folder, or in memory where there is none; leaving it frees the room."""

    __slots__ = ("_grown", "folder")

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._grown: list[Growing] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._grown:
            one.close()

    def grow(self, dtype: DTypeLike) -> Growing:
        """A new array without values."""
        self._grown.append(Growing(dtype, self.folder))
        return self._grown[-1]
