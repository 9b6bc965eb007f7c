"""The lint of files and folders that somebody names: one that can't be parsed is a finding, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casewright.documents import Document, load_document, parse_document
from casewright.errors import DocumentError, InputError
from casewright.overlays import PARTS, overlaid
from casewright.rubrics.layers import our_documents
from casewright.rubrics.lint import LintFinding, finding_of, lint_documents
from casewright.rubrics.lint_rules import RULES
from casewright.rubrics.matching.concept_terms import our_term_files
from casewright.rubrics.places import TableTree
from casewright.rubrics.reading import form_problems
from casewright.rubrics.term_lint import term_problems
from casewright.rubrics.unfinished import todo_problems
from casewright.vocabulary.concepts import concepts
from casewright.vocabulary.kinds import kinds

__all__ = ["folders_of", "lies_in", "lint_paths"]


def lint_paths(paths: Sequence[Path] = ()) -> tuple[LintFinding, ...]:
    """Findings in these files and overlay folders, in the light of ours; without any, findings in ours.

    Of a file that is named, its folder counts as the overlay, and only its own findings are told. What an overlay
    breaks in one of our rubrics is told too, but not that our examples of it ask what the overlay leaves out.

    Raises:
        InputError: there is no such file or folder, or no YAML file in it.
    """
    if not paths:
        return _sorted([*lint_documents([list(our_documents())], TableTree()), *_terms(_our_terms())])
    folders = folders_of(paths)
    with overlaid(folders):
        found = list(_found([_Folder.of(folder, paths) for folder in folders]))
    ours = frozenset(document.source for document in our_documents())
    return _sorted(item for item in found if _wanted(item, paths, ours))


def folders_of(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The overlay folders of files and folders: a folder itself, and for a file the folder that it is a part of.

    Raises:
        InputError: there is no such file or folder.
    """
    return tuple(dict.fromkeys(_folder(path) for path in paths))


def _folder(path: Path) -> Path:
    if not path.exists():
        raise InputError(f"no file or folder {str(path)!r}")
    if path.is_dir():
        return path
    for place in path.parents:
        if place.name in PARTS or (place.name == "rubrics" and _is_overlay(place.parent)):
            return place.parent
    return path.parent


def _is_overlay(folder: Path) -> bool:
    """Whether a folder holds more than rubrics. A folder that is only called so is no part of anything."""
    return any((folder / part).is_dir() for part in PARTS)


def lies_in(source: str, paths: Sequence[Path]) -> bool:
    """Whether a document is one of these files or in one of these folders. Ours are not, whatever they are called."""
    place = Path(source)
    return place.exists() and any(path in (place, *place.parents) for path in paths)


@dataclass(frozen=True, slots=True)
class _Folder:
    """An overlay, parsed as far as it can be. Beside a file that is named, broken neighbours are left out."""

    rubrics: list[Document]
    terms: list[Document]
    findings: list[LintFinding]

    @classmethod
    def of(cls, folder: Path, named: Sequence[Path]) -> _Folder:
        made = cls([], [], [])
        for path in sorted(folder.rglob("*.yaml")):
            made._read(path, path.relative_to(folder).parts[0], aside=folder not in named and path not in named)
        return made

    def _read(self, path: Path, part: str, *, aside: bool) -> None:
        try:
            document = load_document(path)
        except InputError as error:
            self.findings.append(_unreadable(error, path))
            return
        if part == "concepts":
            self.terms.append(document)
        elif part not in PARTS and not (aside and any(form_problems(document))):
            self.rubrics.append(document)


def _found(folders: Sequence[_Folder]) -> Iterator[LintFinding]:
    for folder in folders:
        yield from folder.findings
    broken = list(_parts())
    yield from broken
    if broken:
        return  # without its concepts and kinds nothing can be said of the rest
    yield from lint_documents([list(our_documents()), *(folder.rubrics for folder in folders)], TableTree())
    for folder in folders:
        yield from _terms(folder.terms)


def _parts() -> Iterator[LintFinding]:
    """Concept ids and kinds of the overlays, which everything else is read with."""
    for read in (concepts, kinds):
        try:
            read()
        except InputError as error:
            if getattr(error, "rule", None) is None:
                yield _placed(error, "part", Path())


def _terms(documents: Iterable[Document]) -> Iterator[LintFinding]:
    seen: dict[str, str] = {}
    for document in documents:
        for problem in (*term_problems(document, seen), *todo_problems(document)):
            yield finding_of(document, problem)
        names = document.data if isinstance(document.data, dict) else ()
        seen.update(dict.fromkeys(names, document.source))


def _our_terms() -> Iterator[Document]:
    return (parse_document(text, f"rubrics/concepts/{name}") for name, text in our_term_files())


def _unreadable(error: InputError, path: Path) -> LintFinding:
    return _placed(error, "unreadable", path)


def _placed(error: InputError, rule: str, path: Path) -> LintFinding:
    if isinstance(error, DocumentError):
        name = error.rule or rule
        return LintFinding(name, RULES[name].level, error.message, error.source, error.line or 1, error.column or 1)
    return LintFinding(rule, RULES[rule].level, str(error), str(path), 1, 1)


def _wanted(item: LintFinding, paths: Sequence[Path], ours: frozenset[str]) -> bool:
    broken = item.level == "error" and item.rule != "golden" and item.source in ours
    return lies_in(item.source, paths) or broken


def _sorted(findings: Iterable[LintFinding]) -> tuple[LintFinding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=lambda item: (item.source, item.line, item.column, item.rule)))
