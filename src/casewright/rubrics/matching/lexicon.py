"""The context lexicons: which words negate, doubt, place in time, or say who is meant and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casewright.documents import Document, parse_document
from casewright.errors import InputError
from casewright.rubrics.matching.automaton import Automaton
from casewright.rubrics.matching.terms import parse_term
from casewright.rubrics.matching.tokens import fold
from casewright.types import Language

__all__ = ["Lexicon", "Trigger", "lexicon", "lexicon_files", "read_lexicon"]

_TRIGGERS = ("polarity", "time", "people", "speech", "telling", "bearing", "severity")
_WORDS = (
    "abbreviations",
    "ends",
    "joiners",
    "closers",
    "verbs",
    "pronouns",
    "blockers",
    "states",
    "onsets",
    "not_durations",
    "age_nouns",
    "periods",
    "later",
    "scores",
    "determiners",
    "prepositions",
    "owning",
    "fillers",
    "ones",
    "thousands",
    "compared",
    "relatives",
    "arrivals",
    "supposing",
)
_MAPS = ("numbers", "units", "doses", "weights", "amounts", "rates", "counts")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that say something of what stands before, after or around them."""

    family: str
    category: str
    direction: str
    start: int
    end: int


class Lexicon:
    """One language's context words, compiled."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._labels: list[tuple[str, str, str]] = []
        self._automaton = Automaton(self._entries())
        self._words = {name: frozenset(fold(str(word)) for word in self._list(name)) for name in _WORDS}
        self._maps = {name: self._map(name) for name in _MAPS}

    def words(self, name: str) -> frozenset[str]:
        """A list of single words."""
        return self._words[name]

    def values(self, name: str) -> Mapping[str, Any]:
        """A mapping from single words."""
        return self._maps[name]

    def triggers(self, words: Sequence[str], start: int, stop: int) -> Iterator[Trigger]:
        """All triggers in a sentence, overlapping ones too, by where they begin."""
        for label, first, last in self._automaton.scan(words, start, stop):
            yield Trigger(*self._labels[label], first, last)

    def _entries(self) -> Iterator[tuple[Any, int]]:
        for family in _TRIGGERS:
            for category, directions in self._document.data[family].items():
                for direction, listed in directions.items():
                    self._labels.append((family, category, direction))
                    for index, text in enumerate(listed):
                        yield self._parse(text, (family, category, direction, index)), len(self._labels) - 1

    def _parse(self, text: Any, path: tuple[str | int, ...]) -> Any:
        try:
            return parse_term(str(text))
        except InputError as error:
            raise self._document.error(str(error), path) from None

    def _list(self, name: str) -> list[Any]:
        return list(self._document.data[name])

    def _map(self, name: str) -> Mapping[str, Any]:
        return {fold(str(word)): value for word, value in self._document.data[name].items()}


def read_lexicon(text: str, source: str) -> Lexicon:
    """Compiles a lexicon.

    Raises:
        DocumentError: not YAML that we accept, or a trigger that doesn't parse.
    """
    return Lexicon(parse_document(text, source))


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon that ships with us."""
    name = f"{language}.yaml"
    text = files("casewright.rubrics.matching").joinpath("lexicon", name).read_text("utf-8")
    return read_lexicon(text, f"rubrics/matching/lexicon/{name}")


def lexicon_files() -> Iterator[tuple[str, str]]:
    """Name and text of the lexicons that ship with us."""
    folder = files("casewright.rubrics.matching").joinpath("lexicon")
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".yaml"):
            yield item.name, item.read_text("utf-8")
