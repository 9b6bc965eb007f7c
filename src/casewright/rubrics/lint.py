"""Everything wrong with rubric files at once: rule names, lines, columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casewright.documents import Document
from casewright.errors import DocumentError
from casewright.overlays import overlaid
from casewright.rubrics.inheritance import Inherited, inherit, inheritance_problems
from casewright.rubrics.layers import Library, our_documents, overlay_documents
from casewright.rubrics.places import CodeTree, TableTree
from casewright.rubrics.problems import Problem, suggest
from casewright.rubrics.reading import RubricFile, form_problems, read_rubric
from casewright.rubrics.resolution import chain_of

__all__ = ["LintFinding", "lint", "lint_documents"]


@dataclass(frozen=True, slots=True)
class LintFinding:
    """A finding with its rule and place; errors make a rubric unusable, warnings don't."""

    rule: str
    level: Literal["error", "warning"]
    message: str
    source: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}: {self.level} [{self.rule}] {self.message}"


def lint(overlays: Sequence[Path] = ()) -> tuple[LintFinding, ...]:
    """Lints our rubrics and those of overlay folders."""
    with overlaid(overlays):
        layers = [list(our_documents()), *(list(overlay_documents(path)) for path in overlays)]
        return lint_documents(layers, TableTree())


def lint_documents(layers: Iterable[Sequence[Document]], tree: CodeTree) -> tuple[LintFinding, ...]:
    """Lints layers of documents, the lowest first. Inheritance is looked at only where every form is right."""
    layers = [list(layer) for layer in layers]
    findings = [
        _finding(document, problem, "error") for layer in layers for item in layer for document, problem in _form(item)
    ]
    if findings:
        return tuple(findings)
    try:
        library = Library.of([[read_rubric(document) for document in layer] for layer in layers])
    except DocumentError as error:
        return (_from_error(error, "duplicate"),)
    return tuple(finding for stack in library.stacks.values() for finding in _inherited(stack[0], library, tree))


def _form(document: Document) -> Iterator[tuple[Document, Problem]]:
    return ((document, problem) for problem in form_problems(document))


def _inherited(file: RubricFile, library: Library, tree: CodeTree) -> Iterator[LintFinding]:
    try:
        chain = chain_of(file, library, tree)
    except DocumentError as error:
        yield _from_error(error, "parent")
        return
    try:
        above = inherit(chain[:-1], tree)
    except DocumentError:
        return  # reported where it stands, in the rubric above
    problems = list(inheritance_problems(file, above))
    yield from (_finding(file.document, problem, "error") for problem in problems)
    if not problems:
        yield from _own(file, chain, tree)


def _own(file: RubricFile, chain: Sequence[RubricFile], tree: CodeTree) -> Iterator[LintFinding]:
    try:
        whole = inherit(chain, tree)
    except DocumentError as error:
        yield _from_error(error, "code")
        return
    yield from (_finding(file.document, problem, "error") for problem in _goldens(file, whole))
    yield from (_finding(file.document, problem, "warning") for problem in _weaknesses(file, whole))


def _goldens(file: RubricFile, whole: Inherited) -> Iterator[Problem]:
    for index, golden in enumerate(file.entry.goldens):
        for name in golden.answers:
            if name not in whole.criteria:
                message = f"unknown criterion {name!r}{suggest(name, whole.criteria)}"
                yield Problem("golden", message, ("goldens", index, "answers", name))


def _weaknesses(file: RubricFile, whole: Inherited) -> Iterator[Problem]:
    for name, entry in file.entry.criteria.items():
        path = ("criteria", name)
        if not entry.clause and entry.aspect in ("diagnosis", "severity"):
            yield Problem("no-basis", f"criterion {name!r} names no clause of the basis it rests on", path)
        if not entry.finds:
            yield _ungated(name, entry.role == "contradicts", path)
    for index, item in enumerate(file.entry.differential):
        made = whole.criteria.get(f"excludes-{item.code.partition(':')[2]}")
        if item.relation == "excludes" and made is not None and not made.finds:
            yield _ungated(made.id, True, ("differential", index))


def _ungated(name: str, contradicts: bool, path: tuple[str | int, ...]) -> Problem:  # noqa: FBT001 - private
    noun = "contradiction" if contradicts else "criterion"
    rule = "ungated-contradiction" if contradicts else "ungated"
    return Problem(rule, f"no rules critic could gate the {noun} {name!r}: it has nothing to find", path)


def _finding(document: Document, problem: Problem, level: Literal["error", "warning"]) -> LintFinding:
    line, column = document.place(problem.path)
    return LintFinding(problem.rule, level, problem.message, document.source, line, column)


def _from_error(error: DocumentError, rule: str) -> LintFinding:
    return LintFinding(rule, "error", error.message, error.source, error.line or 1, error.column or 1)
