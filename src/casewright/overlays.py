"""Folders of one's own that lie over what ships with us: which are in force here, and what files they hold."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from casewright.documents import Document, load_document
from casewright.errors import InputError
from casewright.hashing import content_hash

__all__ = ["PARTS", "RUBRICS", "overlaid", "overlays", "part_documents", "per_overlay", "under_overlays"]

PARTS = ("concepts", "kinds", "phrasing", "populations", "vocabulary")
"""Folders of an overlay that hold something else than rubrics; every other YAML file in it is a rubric."""
RUBRICS = "rubrics"
MOST_KEPT = 8

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Overlays:
    """Folders, the last one highest, and the state of each part's files when they were laid over ours."""

    folders: tuple[Path, ...] = ()
    stamps: tuple[tuple[str, str], ...] = ()
    """Part and hash, for parts that hold files; so that what a folder doesn't touch is shared with everybody."""

    def of(self, parts: Sequence[str]) -> tuple[tuple[str, str], ...]:
        return tuple(stamp for stamp in self.stamps if stamp[0] in parts)


_NONE = _Overlays()
_IN_FORCE: ContextVar[_Overlays] = ContextVar("casewright_overlays", default=_NONE)


def overlays() -> tuple[Path, ...]:
    """The folders in force in this context, the last one highest."""
    return _IN_FORCE.get().folders


@contextmanager
def overlaid(folders: Sequence[Path]) -> Iterator[None]:
    """Lays folders over ours, for this thread or task and those that it starts; none leaves all as it is.

    Raises:
        InputError: one is no folder, or holds no YAML file.
    """
    token = _IN_FORCE.set(_look(tuple(folders))) if folders else None
    try:
        yield
    finally:
        if token is not None:
            _IN_FORCE.reset(token)


async def under_overlays(folders: Sequence[Path], items: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """Runs every step of a generator under these folders, and none of the steps of whoever reads from it."""
    async with aclosing(items):
        while True:
            with overlaid(folders):
                try:
                    item = await anext(items)
                except StopAsyncIteration:
                    return
            yield item


def per_overlay(*parts: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keeps a function's results, for each state of these parts of the folders in force by itself.

    Of many states the latest few are kept: a process that serves many folders doesn't grow with them.
    """

    def keeping(function: Callable[P, T]) -> Callable[P, T]:
        kept: dict[Any, dict[Any, T]] = {}

        @wraps(function)
        def found(*args: P.args, **kwargs: P.kwargs) -> T:
            state, key = _IN_FORCE.get().of(parts), (args, tuple(kwargs.items()))
            results = kept.setdefault(state, {})
            if key not in results:
                results[key] = function(*args, **kwargs)
                for old in [other for other in list(kept) if other not in ((), state)][:-MOST_KEPT]:
                    kept.pop(old, None)  # another thread may have been here
            return results[key]

        return found

    return keeping


def part_documents(part: str, folders: Sequence[Path] | None = None) -> Iterator[list[Document]]:
    """The documents of a part in each folder (default: those in force), the lowest folder first.

    Args:
        part: A folder of `PARTS`, or a folder in one of them (``phrasing/en``).

    Raises:
        DocumentError: a file is no YAML that we accept.
    """
    for folder in overlays() if folders is None else folders:
        yield [load_document(path) for path in sorted((folder / part).rglob("*.yaml"))]


def _look(folders: tuple[Path, ...]) -> _Overlays:
    found: dict[str, list[object]] = {}
    for folder in folders:
        for path in _files(folder):
            top = path.relative_to(folder).parts[0]
            state = path.stat()
            found.setdefault(top if top in PARTS else RUBRICS, []).append((str(path), state.st_mtime_ns, state.st_size))
    return _Overlays(folders, tuple((part, content_hash(files)) for part, files in sorted(found.items())))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(f"rubric folder {str(folder)!r} does not exist")
    paths = sorted(folder.rglob("*.yaml"))
    if not paths:
        raise InputError(f"rubric folder {str(folder)!r} has no rubric: no file in it ends in .yaml")
    return paths
