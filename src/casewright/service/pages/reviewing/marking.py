"""A report cut into pieces at every edge of a mark, so that a page can light them without touching its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casewright.types import Section

__all__ = ["Block", "Mark", "Piece", "blocks", "pieces"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that means something: ``layer`` is a page's word for what, ``name`` tells which of its kind."""

    layer: str
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two edges, with the marks that lie over all of it."""

    text: str
    marks: tuple[Mark, ...] = ()
    start: int = 0

    def names(self, layer: str) -> tuple[str, ...]:
        """What of a layer lies here, each name once."""
        return tuple(dict.fromkeys(mark.name for mark in self.marks if mark.layer == layer))

    def has(self, layer: str) -> bool:
        return any(mark.layer == layer for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Block:
    """A section of a report: its heading as it stands in the text (or none), and its pieces."""

    id: str
    heading: str
    pieces: tuple[Piece, ...]


def pieces(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The text from ``start`` to ``end`` in pieces; joined, they are the text. Offsets are code points."""
    end = len(text) if end is None else end
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    edges = {start, end, *(max(start, mark.start) for mark in inside), *(min(end, mark.end) for mark in inside)}
    return tuple(
        Piece(text[a:b], tuple(mark for mark in inside if mark.start <= a and b <= mark.end), a)
        for a, b in pairwise(sorted(edges))
    )


def blocks(text: str, sections: Sequence[Section], marks: Sequence[Mark]) -> tuple[Block, ...]:
    """The report section by section. White space at the edges of sections is left to the page."""
    return tuple(_blocks(text, sorted(sections, key=lambda section: section.start), marks))


def _blocks(text: str, sections: Sequence[Section], marks: Sequence[Mark]) -> Iterator[Block]:
    at = 0
    for section in sections:
        before = text[at : section.start]
        heading = before.rstrip().rpartition("\n")[2]
        lead = at + len(before.rstrip()) - len(heading)
        yield from _part("", "", text, marks, at, lead)
        yield from _part(section.id, heading.strip(), text, marks, section.start, section.end)
        at = section.end
    yield from _part("", "", text, marks, at, len(text))


def _part(name: str, heading: str, text: str, marks: Sequence[Mark], start: int, end: int) -> Iterator[Block]:
    body = text[start:end]
    start, end = start + len(body) - len(body.lstrip()), end - (len(body) - len(body.rstrip()))
    if heading or start < end:
        yield Block(name, heading, pieces(text, marks, start, max(start, end)))
