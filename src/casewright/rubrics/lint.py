"""Everything wrong with rubric files at once: rule names, lines, columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casewright.documents import Document
from casewright.errors import DocumentError, UnknownCodeError
from casewright.overlays import overlaid
from casewright.rubrics.inheritance import Inherited, inherit, inheritance_problems
from casewright.rubrics.layers import Library, our_documents, overlay_documents
from casewright.rubrics.lint_rules import RULES
from casewright.rubrics.places import CodeTree, TableTree
from casewright.rubrics.problems import Problem, suggest
from casewright.rubrics.reading import RubricFile, form_problems, read_rubric
from casewright.rubrics.resolution import chain_of
from casewright.rubrics.schema import GoldenEntry
from casewright.rubrics.shadowing import shadow_problems
from casewright.rubrics.unfinished import todo_problems

__all__ = ["LintFinding", "finding_of", "lint", "lint_documents"]


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
    """Lints our rubrics and those of overlay folders. A file that can't be parsed raises; `lint_paths` goes on."""
    with overlaid(overlays):
        layers = [list(our_documents()), *(list(overlay_documents(path)) for path in overlays)]
        return lint_documents(layers, TableTree())


def lint_documents(layers: Iterable[Sequence[Document]], tree: CodeTree) -> tuple[LintFinding, ...]:
    """Lints layers of documents, the lowest first. Inheritance is looked at only where every form is right."""
    layers = [list(layer) for layer in layers]
    every = [document for layer in layers for document in layer]
    broken = [finding_of(item, problem) for item in every for problem in form_problems(item)]
    unfinished = [finding_of(item, problem) for item in every for problem in todo_problems(item)]
    if broken:
        return (*broken, *unfinished)
    files = [[read_rubric(document) for document in layer] for layer in layers]
    double = [finding for layer in files for finding in _double(layer)]
    if double:
        return (*double, *unfinished)
    library = Library.of(files)
    stacks = library.stacks.values()
    found = [item for stack in stacks for item in _inherited(stack[0], library, tree)]
    return (*found, *(item for stack in stacks for item in _shadows(stack, library, tree)), *unfinished)


def finding_of(document: Document, problem: Problem) -> LintFinding:
    """A problem at its line and column."""
    line, column = document.place(problem.path)
    return LintFinding(problem.rule, RULES[problem.rule].level, problem.message, document.source, line, column)


def _double(layer: Sequence[RubricFile]) -> Iterator[LintFinding]:
    seen: dict[str, RubricFile] = {}
    for file in layer:
        first = seen.setdefault(file.id, file)
        if first is not file:
            message = f"rubric {file.id!r} stands in {first.document.source} too"
            yield finding_of(file.document, Problem("duplicate", message, ("id",)))


def _inherited(file: RubricFile, library: Library, tree: CodeTree) -> Iterator[LintFinding]:
    try:
        tree.ancestors(file.id)
        chain = chain_of(file, library, tree)
    except UnknownCodeError as error:
        yield finding_of(file.document, Problem("code", str(error), ("id",)))
        return
    except DocumentError as error:
        if error.source == file.document.source:  # a circle above it is reported by those that form it
            yield _from_error(error)
        return
    try:
        above = inherit(chain[:-1], tree)
    except DocumentError:
        return  # reported where it stands, in the rubric above
    problems = list(inheritance_problems(file, above))
    yield from (finding_of(file.document, problem) for problem in problems)
    if not problems:
        yield from _own(file, chain, tree)


def _own(file: RubricFile, chain: Sequence[RubricFile], tree: CodeTree) -> Iterator[LintFinding]:
    strange = list(_neighbours(file, tree))
    yield from (finding_of(file.document, problem) for problem in strange)
    if not strange:
        whole = inherit(chain, tree)
        yield from (finding_of(file.document, problem) for problem in _goldens(file, whole))
        yield from (finding_of(file.document, problem) for problem in _weaknesses(file, whole))


def _neighbours(file: RubricFile, tree: CodeTree) -> Iterator[Problem]:
    for index, item in enumerate(file.entry.differential):
        try:
            tree.ancestors(item.code)
        except UnknownCodeError as error:
            yield Problem("code", str(error), ("differential", index, "code"))


def _goldens(file: RubricFile, whole: Inherited) -> Iterator[Problem]:
    for index, golden in enumerate(file.entry.goldens):
        for name in golden.answers:
            yield from _answered(name, golden, whole, ("goldens", index, "answers", name))


def _answered(name: str, golden: GoldenEntry, whole: Inherited, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if name not in whole.criteria:
        yield Problem("golden", f"unknown criterion {name!r}{suggest(name, whole.criteria)}", path)
    elif not whole.criteria[name].applies(golden.kind, golden.age):
        message = f"criterion {name!r} isn't asked of a document of kind {golden.kind!r} about somebody of this age"
        yield Problem("golden-silent", message, path)


def _weaknesses(file: RubricFile, whole: Inherited) -> Iterator[Problem]:
    for name, entry in file.entry.criteria.items():
        path = ("criteria", name)
        if not entry.clause and entry.aspect in ("diagnosis", "severity"):
            yield Problem("no-basis", f"criterion {name!r} names no clause of the basis it rests on", path)
        if not entry.finds:
            yield _ungated(name, path, contradicts=entry.role == "contradicts")
    for index, item in enumerate(file.entry.differential):
        made = whole.criteria.get(f"excludes-{item.code.partition(':')[2]}")
        if item.relation == "excludes" and made is not None and not made.finds:
            yield _ungated(made.id, ("differential", index), contradicts=True)


def _ungated(name: str, path: tuple[str | int, ...], *, contradicts: bool) -> Problem:
    noun = "contradiction" if contradicts else "criterion"
    rule = "ungated-contradiction" if contradicts else "ungated"
    return Problem(rule, f"no rules critic could gate the {noun} {name!r}: it has nothing to find", path)


def _shadows(stack: Sequence[RubricFile], library: Library, tree: CodeTree) -> Iterator[LintFinding]:
    return (finding_of(stack[0].document, problem) for problem in shadow_problems(stack, library, tree))


def _from_error(error: DocumentError) -> LintFinding:
    rule = error.rule or "form"
    return LintFinding(rule, RULES[rule].level, error.message, error.source, error.line or 1, error.column or 1)
