"""Rubric files in layers: ours, and overlay folders that shadow them by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from casewright.documents import Document, load_document, parse_document
from casewright.overlays import PARTS, overlaid, overlays
from casewright.rubrics.problems import suggest
from casewright.rubrics.reading import RubricFile, read_rubric

__all__ = ["Library", "load_library", "our_documents", "overlay_documents"]


@dataclass(frozen=True, slots=True)
class Library:
    """Rubrics by id; where several layers have one, the last layer's comes first."""

    stacks: Mapping[str, tuple[RubricFile, ...]]

    def __contains__(self, rubric: str) -> bool:
        return rubric in self.stacks

    def __getitem__(self, rubric: str) -> RubricFile:
        return self.stacks[rubric][0]

    def __iter__(self) -> Iterator[str]:
        return iter(self.stacks)

    def get(self, rubric: str) -> RubricFile | None:
        """A rubric, or ``None``."""
        return self.stacks.get(rubric, (None,))[0]

    def shadowed_by(self, file: RubricFile) -> RubricFile | None:
        """The rubric of the same id in the layer below."""
        stack = self.stacks[file.id]
        place = next((index for index, item in enumerate(stack) if item is file), -1) + 1
        return stack[place] if place < len(stack) else None

    def suggest(self, rubric: str) -> str:
        """The end of a message about a rubric that isn't here."""
        return suggest(rubric, self.stacks)

    @classmethod
    def of(cls, layers: Iterable[Sequence[RubricFile]]) -> Library:
        """Piles up layers, the lowest first.

        Raises:
            DocumentError: one layer has two rubrics of one id.
        """
        stacks: dict[str, tuple[RubricFile, ...]] = {}
        for layer in layers:
            seen: dict[str, RubricFile] = {}
            for file in layer:
                if file.id in seen:
                    other = seen[file.id].document.source
                    raise file.error(f"rubric {file.id!r} stands in {other} too", ("id",), "duplicate")
                seen[file.id] = file
                stacks[file.id] = (file, *stacks.get(file.id, ()))
        return cls(stacks)


def load_library(folders: Sequence[Path] | None = None) -> Library:
    """Our rubrics with overlay folders on top, the last one highest; default those in force.

    Raises:
        DocumentError: a rubric can't be used, with its place.
    """
    if folders is not None:
        with overlaid(folders):
            return load_library()
    return Library.of([_ours(), *([read_rubric(item) for item in overlay_documents(path)] for path in overlays())])


@cache
def _ours() -> tuple[RubricFile, ...]:
    return tuple(read_rubric(document) for document in our_documents())


def our_documents() -> Iterator[Document]:
    """The rubric files that ship with us."""
    folder = files("casewright.rubrics").joinpath("library")
    if not folder.is_dir():
        return
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".yaml"):
            yield parse_document(item.read_text("utf-8"), f"rubrics/library/{item.name}")


def overlay_documents(folder: Path) -> Iterator[Document]:
    """The rubric files of a user's folder and the folders in it, but for those of other parts (``concepts``, …).

    Raises:
        InputError: a file of it can't be read.
    """
    for path in sorted(folder.rglob("*.yaml")):
        if path.relative_to(folder).parts[0] not in PARTS:
            yield load_document(path)
