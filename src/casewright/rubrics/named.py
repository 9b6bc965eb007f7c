"""The rubric that somebody names: by code, by id, or as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from casewright.documents import Document, load_document
from casewright.errors import InputError, UsageError
from casewright.icd10 import table
from casewright.overlays import overlaid
from casewright.rubrics.drafting import with_drafts
from casewright.rubrics.inheritance import Inherited, inherit
from casewright.rubrics.layers import Library, load_library, overlay_documents
from casewright.rubrics.lint_paths import folders_of
from casewright.rubrics.places import PREFIXES, TableTree, rubric_id, split_id
from casewright.rubrics.reading import RubricFile, form_problems, read_rubric
from casewright.rubrics.resolution import chain_of

__all__ = ["NamedRubric", "library_under", "named_rubric", "place_of", "rubric_in", "text_of"]


@dataclass(frozen=True, slots=True)
class NamedRubric:
    """A rubric file among those that it inherits from."""

    file: RubricFile
    library: Library
    folders: tuple[Path, ...] = ()
    """Folders that lie over ours where it is read."""

    def whole(self) -> Inherited:
        """All that it asks, inherited criteria included.

        Raises:
            DocumentError: a rubric of its chain can't be used.
        """
        return self._merged(whole=True)

    def above(self) -> Inherited:
        """What it inherits, before it adds to that."""
        return self._merged(whole=False)

    def _merged(self, *, whole: bool) -> Inherited:
        with overlaid(self.folders):
            tree = TableTree()
            chain = chain_of(self.file, self.library, tree)
            return inherit(chain if whole else chain[:-1], tree)


def named_rubric(name: str, *, system: str = "icd10-who-2019", overlays: Sequence[Path] = ()) -> NamedRubric:
    """The rubric of a code, of an id such as ``who:F32``, or of a file.

    Raises:
        UnknownCodeError: the table has no such code.
        UsageError: the code has no rubric of its own.
        InputError: the file can't be read.
    """
    if Path(name).suffix in (".yaml", ".yml") or Path(name).is_file():
        return _in_file(Path(name), tuple(overlays))
    place = place_of(name, system)
    folders = tuple(overlays)
    with overlaid(folders):
        return rubric_in(with_drafts(load_library(), TableTree(), place), place, folders)


def place_of(name: str, system: str = "icd10-who-2019") -> str:
    """The id that a code or id stands for, in the table's own spelling."""
    prefix, colon, code = name.partition(":")
    if colon and prefix not in PREFIXES:
        raise UsageError(f"{name!r} is no rubric id: it begins with {' or '.join(f'{known}:' for known in PREFIXES)}")
    named = PREFIXES[prefix] if colon else system
    return rubric_id(named, table(named).normalise(code if colon else name))


def library_under(folders: Sequence[Path]) -> Library:
    """Our rubrics, with folders over them."""
    with overlaid(folders):
        return load_library()


def rubric_in(library: Library, place: str, folders: Sequence[Path] = ()) -> NamedRubric:
    """The rubric of a place.

    Raises:
        UsageError: it has none; the message names the nearest above.
    """
    file = library.get(place)
    if file is None:
        near = next((name for name in TableTree().ancestors(place) if name in library), None)
        hint = f"; it goes by {near!r}" if near else ""
        raise UsageError(f"{place!r} has no rubric of its own{hint}: casewright rubric new {split_id(place)[1]}")
    return NamedRubric(file, library, tuple(folders))


def text_of(document: Document) -> str | None:
    """The text that a rubric was read from; ``None`` where it was drafted."""
    path = Path(document.source)
    if path.is_file():
        return path.read_text("utf-8")
    ours = files("casewright").joinpath(document.source)
    return ours.read_text("utf-8") if ours.is_file() else None


def _in_file(path: Path, overlays: tuple[Path, ...]) -> NamedRubric:
    """A file over its neighbours; those that state the same id, or can't be read, are left out."""
    document = load_document(path)
    folders = tuple(dict.fromkeys([*overlays, *folders_of([path])]))
    below = library_under(overlays)
    with overlaid(folders):
        file = read_rubric(document)
        stacks = dict(below.stacks)
        for item in (file, *_neighbours(folders[-1], file, below)):
            stacks[item.id] = (item, *stacks.get(item.id, ()))
        return NamedRubric(file, Library(stacks), folders)


def _neighbours(folder: Path, file: RubricFile, below: Library) -> Iterator[RubricFile]:
    known = {item.document.source for stack in below.stacks.values() for item in stack}
    taken = {file.id}
    for other in _readable(folder):
        if other.id not in taken and other.document.source not in known:
            taken.add(other.id)
            yield other


def _readable(folder: Path) -> Iterable[RubricFile]:
    try:
        documents = list(overlay_documents(folder))
    except InputError:
        return
    for document in documents:
        if not any(form_problems(document)):
            yield read_rubric(document)
