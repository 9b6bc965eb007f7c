"""What is counted in one note: numbers, and names of our own lists, and nothing else of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from casewright.measures.diversity.degenerate import count_words
from casewright.measures.diversity.sentences import sentence_lengths
from casewright.measures.style.abbreviations import count_abbreviations
from casewright.measures.style.person import count_person
from casewright.types import Language, Section
from casewright.vocabulary.kinds import split_sections
from casewright.vocabulary.kinds.names import SECTIONS, fold_name, shared_names

__all__ = ["SHORT", "Named", "NoteStyle", "note_style"]

SHORT = 5
"""Words of a short sentence, at most: of such most are telegraphic ("Denies SI.", "Sleep poor.")."""


@dataclass(frozen=True, slots=True)
class Named:
    """A section of a note: its id, the listed name that stood above it if one did, and its words."""

    id: str
    name: str | None
    words: int


@dataclass(frozen=True, slots=True)
class NoteStyle:
    """Counts of one note. ``sections`` are in their order, none twice."""

    words: int
    sentences: int
    sentence_words: int
    short_sentences: int
    sections: tuple[Named, ...]
    abbreviations: Counter[str]
    person: Counter[str]


def note_style(text: str, language: Language) -> NoteStyle:
    """Counts what our lists name. A text without any heading that they name has no sections."""
    lengths = sentence_lengths(text)
    return NoteStyle(
        words=count_words(text),
        sentences=len(lengths),
        sentence_words=sum(lengths),
        short_sentences=sum(length <= SHORT for length in lengths),
        sections=tuple(_sections(text, language)),
        abbreviations=count_abbreviations(text, language),
        person=count_person(text, language),
    )


def _sections(text: str, language: Language) -> Iterator[Named]:
    parts = split_sections(text, language)
    words: Counter[str] = Counter()
    names: dict[str, str | None] = {}
    ends = (0, *(part.end for part in parts))
    for part, before in zip(parts, ends, strict=False):
        if headed := text[before : part.start].strip():
            words[part.id] += count_words(text[part.start : part.end])
            names.setdefault(part.id, _name(headed, part, language))
    yield from (Named(section, name, words[section]) for section, name in names.items())


def _name(headed: str, part: Section, language: Language) -> str | None:
    """The listed name in the line above or before a section."""
    line = headed.splitlines()[-1]
    known = _listed(language)[part.id]
    return next((known[key] for name in (line, *line.split("/")) if (key := fold_name(name)) in known), None)


@cache
def _listed(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Names as our list writes them, by section and folded form; names of overlay folders are not among them."""
    return {section: {fold_name(name): name for name in shared_names(section, language)} for section in SECTIONS}
