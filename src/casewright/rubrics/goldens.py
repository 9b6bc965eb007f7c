"""Goldens: the texts that a rubric carries, held against the answers it must get from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casewright.overlays import overlaid
from casewright.rubrics.answering import answer
from casewright.rubrics.layers import Library, load_library
from casewright.rubrics.matching import find_mentions
from casewright.rubrics.places import CodeTree, TableTree
from casewright.rubrics.reading import RubricFile
from casewright.rubrics.resolution import resolve_in
from casewright.rubrics.schema import GoldenEntry
from casewright.types import Answer, Report
from casewright.vocabulary.kinds import split_sections

__all__ = ["GoldenResult", "check_goldens", "check_goldens_in"]


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


def _of_rubric(file: RubricFile, library: Library, tree: CodeTree) -> Iterator[GoldenResult]:
    for index, golden in enumerate(file.entry.goldens):
        found = _answers(golden, library, tree, file.id)
        line, _ = file.document.place(("goldens", index))
        for name, expected in golden.answers.items():
            yield GoldenResult(file.id, name, expected, found.get(name), file.document.source, line)


def _answers(golden: GoldenEntry, library: Library, tree: CodeTree, place: str) -> dict[str, Answer]:
    sections = split_sections(golden.text, golden.language, golden.kind)
    mentions = find_mentions(Report(golden.text, sections, golden.language, golden.kind))
    criteria = resolve_in(library, tree, place, golden.kind).applicable(golden.age)
    return {item.id: answer(item, mentions, golden.age).answer for item in criteria if item.finds}
