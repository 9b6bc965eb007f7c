"""Goldens: the texts that a rubric carries, held against the answers it must get from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casewright.overlays import overlaid
from casewright.rubrics.answering import answer
from casewright.rubrics.checks import observe
from casewright.rubrics.layers import Library, load_library
from casewright.rubrics.places import CodeTree, TableTree
from casewright.rubrics.reading import RubricFile
from casewright.rubrics.resolution import resolve_in
from casewright.rubrics.resolved import ResolvedRubric
from casewright.rubrics.schema import GoldenEntry
from casewright.rubrics.unfinished import is_unfinished
from casewright.types import Answer, Report
from casewright.vocabulary.finds import concepts_of
from casewright.vocabulary.kinds import split_sections

__all__ = ["GoldenCase", "GoldenResult", "check_goldens", "check_goldens_in", "golden_cases"]


@dataclass(frozen=True, slots=True)
class GoldenCase:
    """A golden as any critic can be asked it."""

    place: str
    """Id of the rubric that carries it."""
    source: str
    line: int
    report: Report
    rubric: ResolvedRubric
    """Only the criteria that the golden answers and that a document of its kind is asked."""
    age: float | None
    expected: Mapping[str, Answer]

    @property
    def unfinished(self) -> bool:
        """Whether a scaffold's text still stands in it."""
        return is_unfinished(self.report.text)


@dataclass(frozen=True, slots=True)
class GoldenResult:
    """One expected answer of one golden and what the rules make of it; ``None`` where no rule could answer."""

    rubric: str
    criterion: str
    expected: Answer
    found: Answer | None
    source: str
    line: int

    @property
    def holds(self) -> bool:
        return self.found == self.expected


def check_goldens(overlays: Sequence[Path] = ()) -> tuple[GoldenResult, ...]:
    """Every golden of our rubrics and of overlay folders, by the rules.

    Raises:
        DocumentError: a rubric can't be used.
    """
    with overlaid(overlays):
        return check_goldens_in(load_library(), TableTree())


def check_goldens_in(library: Library, tree: CodeTree) -> tuple[GoldenResult, ...]:
    """The goldens of a given library and tree."""
    return tuple(result for place in library for result in _of_rubric(library[place], library, tree))


def golden_cases(
    overlays: Sequence[Path] = (), wanted: Callable[[str, str], bool] = lambda place, source: True
) -> tuple[GoldenCase, ...]:
    """Every golden of our rubrics and of overlay folders, in the order of the files.

    Args:
        overlays: Folders over ours, the last one highest.
        wanted: Says of a rubric's id and file whether its goldens are wanted.

    Raises:
        DocumentError: a rubric can't be used.
    """
    with overlaid(overlays):
        library, tree = load_library(), TableTree()
        files = [library[place] for place in library if wanted(place, library[place].document.source)]
        return tuple(_case(file, index, library, tree) for file in files for index in range(len(file.entry.goldens)))


def _case(file: RubricFile, index: int, library: Library, tree: CodeTree) -> GoldenCase:
    golden = file.entry.goldens[index]
    whole = resolve_in(library, tree, file.id, golden.kind)
    asked = tuple(item for item in whole.applicable(golden.age) if item.id in golden.answers)
    line, _ = file.document.place(("goldens", index))
    return GoldenCase(
        place=file.id,
        source=file.document.source,
        line=line,
        report=_report(golden),
        rubric=replace(whole, criteria=asked),
        age=golden.age,
        expected=golden.answers,
    )


def _report(golden: GoldenEntry) -> Report:
    sections = split_sections(golden.text, golden.language, golden.kind)
    return Report(golden.text, sections, golden.language, golden.kind)


def _of_rubric(file: RubricFile, library: Library, tree: CodeTree) -> Iterator[GoldenResult]:
    for index, golden in enumerate(file.entry.goldens):
        found = _answers(golden, library, tree, file.id)
        line, _ = file.document.place(("goldens", index))
        for name, expected in golden.answers.items():
            yield GoldenResult(file.id, name, expected, found.get(name), file.document.source, line)


def _answers(golden: GoldenEntry, library: Library, tree: CodeTree, place: str) -> dict[str, Answer]:
    criteria = [item for item in resolve_in(library, tree, place, golden.kind).applicable(golden.age) if item.finds]
    mentions = observe(_report(golden), frozenset().union(*(concepts_of(item.finds) for item in criteria)))
    return {item.id: answer(item, mentions, golden.age).answer for item in criteria}
