"""Lists of phrases in the term syntax of concepts, compiled once a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from casewright.documents import parse_document
from casewright.rubrics.checks.reading import Line
from casewright.rubrics.matching.automaton import Automaton
from casewright.rubrics.matching.terms import parse_term
from casewright.types import Language

__all__ = ["Phrases", "phrases", "read_table"]


class Phrases:
    """Named lists of phrases and where they stand in a sentence."""

    def __init__(self, lists: Mapping[str, Any], language: Language) -> None:
        self._names = tuple(name for name in lists if language in lists[name])
        self._automaton = Automaton(
            (parse_term(str(text)), label) for label, name in enumerate(self._names) for text in lists[name][language]
        )

    def find(self, line: Line, *names: str) -> Iterator[tuple[str, int, int]]:
        """(list, first word, last word + 1) of what stands in a sentence, of these lists or of all."""
        for label, first, last in self._automaton.scan(line.words, 0, len(line.words)):
            if not names or self._names[label] in names:
                yield self._names[label], first, last

    def stands(self, line: Line, *names: str) -> bool:
        """Whether anything of these lists stands in a sentence."""
        return next(self.find(line, *names), None) is not None


@cache
def phrases(file: str, language: Language) -> Phrases:
    """The lists of a file of this room, under its key ``lists``."""
    return Phrases(read_table(file)["lists"], language)


@cache
def read_table(file: str) -> Mapping[str, Any]:
    """A YAML file of this room.

    Raises:
        DocumentError: it can't be read.
    """
    text = files(__package__).joinpath(file).read_text("utf-8")
    data: Mapping[str, Any] = parse_document(text, f"rubrics/checks/{file}").data
    return data
