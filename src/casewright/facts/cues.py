"""Lists of words, compiled once, and where they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casewright.documents import parse_document
from casewright.facts.sentences import fold, read_words
from casewright.types import Language

__all__ = ["Terms", "read_yaml", "terms", "word_set", "word_table"]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms by how they begin; a word that ends in ``*`` is a prefix."""

    exact: Mapping[str, tuple[tuple[str, ...], ...]]
    prefixed: Mapping[str, tuple[tuple[str, ...], ...]]
    """By their first two letters."""

    @classmethod
    def build(cls, lines: Iterable[str]) -> Terms:
        exact: dict[str, list[tuple[str, ...]]] = {}
        prefixed: dict[str, list[tuple[str, ...]]] = {}
        for line in lines:
            term = _split(line)
            if term[0].endswith("*"):
                prefixed.setdefault(term[0][:2], []).append(term)
            else:
                exact.setdefault(term[0], []).append(term)
        return cls(*({name: tuple(found) for name, found in table.items()} for table in (exact, prefixed)))

    def at(self, folds: Sequence[str], i: int) -> int:
        """The index after the longest term that starts at ``i``, or ``i`` where none does."""
        word, length = folds[i], 0
        for term in self.exact.get(word, ()):
            if len(term) > length and _follows(folds, i, term):
                length = len(term)
        for term in self.prefixed.get(word[:2], ()):
            if len(term) > length and word.startswith(term[0][:-1]) and _follows(folds, i, term):
                length = len(term)
        return i + length

    def spans(self, folds: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where terms stand, longest first at each place, not overlapping."""
        i = 0
        while i < len(folds):
            end = self.at(folds, i)
            if end > i:
                yield i, end
            i = max(end, i + 1)

    def within(self, folds: Sequence[str]) -> bool:
        """Whether any term stands in the words."""
        return next(self.spans(folds), None) is not None


def _split(line: str) -> tuple[str, ...]:
    parts: list[str] = []
    for part in line.split():
        words = [word.fold for word in read_words(part)] or [fold(part)]
        parts.extend(words[:-1])
        parts.append(words[-1] + "*" * part.endswith("*"))
    return tuple(parts)


def _follows(folds: Sequence[str], i: int, term: Sequence[str]) -> bool:
    if i + len(term) > len(folds):
        return False
    return all(_same(folds[i + k], term[k]) for k in range(1, len(term)))


def _same(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def read_yaml(name: str) -> Any:
    """A data file of this room."""
    return parse_document(files(__package__).joinpath(name).read_text("utf-8"), f"facts/{name}").data


@cache
def _lists() -> Mapping[str, Mapping[Language, Sequence[str]]]:
    lists: Mapping[str, Mapping[Language, Sequence[str]]] = read_yaml("cues.yaml")
    return lists


@cache
def terms(name: str, language: Language) -> Terms:
    """One of the lists of ``cues.yaml``, or several joined with ``+``."""
    return Terms.build(line for part in name.split("+") for line in _lists()[part][language])


@cache
def word_table(name: str) -> Any:
    """One of the tables of ``words.yaml``."""
    return read_yaml("words.yaml")[name]


@cache
def word_set(name: str) -> frozenset[str]:
    """One of the closed sets of ``words.yaml``."""
    return frozenset(word_table("sets")[name])
