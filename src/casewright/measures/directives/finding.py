"""Finds directives in a text: every pattern, on every way of reading it, in time linear in its length."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from casewright.measures.directives.directive import Directive
from casewright.measures.directives.encoded import decoded_views
from casewright.measures.directives.escapes import unescaped
from casewright.measures.directives.folding import fold, has_disguise, imitated
from casewright.measures.directives.patterns import patterns
from casewright.measures.directives.recited import find_recited
from casewright.measures.directives.repetition import find_repetition
from casewright.measures.directives.strange import find_strange_letters
from casewright.measures.directives.view import View

__all__ = ["find_directives"]

_ROTATED = str.maketrans({letter: codecs.encode(letter, "rot13") for letter in ascii_lowercase})


def find_directives(text: str, questions: Iterable[str] = ()) -> tuple[Directive, ...]:
    """Every directive, by where it begins; of a kind that several readings find at one place, one.

    A text is read as it stands without case, marks, width and invisible characters, then with look-alike letters
    replaced, escapes read, base64 and hexadecimal decoded, backwards, and rotated by 13 letters.

    Args:
        text: A report.
        questions: What its judges will be asked: a report that recites one is no evidence for it.
    """
    found = [item for view in _views(text) for item in _in_view(view, text)]
    found += [*find_recited(text, questions), *find_strange_letters(text), *find_repetition(text)]
    return _without_doubles(found)


def _views(text: str) -> Iterator[View]:
    plain = View.plain(text)
    folded = fold(plain)
    yield from _imitations(folded)
    if (read := unescaped(plain)) is not None:
        yield from _imitations(fold(read))
    for view in decoded_views(text):
        yield from _imitations(fold(view))
    yield folded.reversed()
    yield folded.replaced(folded.text.translate(_ROTATED), "rotated")


def _imitations(folded: View) -> Iterator[View]:
    yield folded
    if (other := imitated(folded)) is not None:
        yield other


def _in_view(view: View, text: str) -> Iterator[Directive]:
    raw = view.text.encode("utf-8", "replace")
    for kind, pattern in patterns():
        if pattern.search(raw) is None:
            continue
        for match in pattern.finditer(view.text):
            start, end = view.span(*_trimmed(view.text, *match.span()))
            hidden = view.disguise == "none" and has_disguise(text[start:end])
            yield Directive(kind, start, end, "characters" if hidden else view.disguise)
    if view.disguise == "encoded":
        yield Directive("encoded", *view.span(0, len(view.text)), "encoded")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the end of the sentence before, which some expressions look back to."""
    found = text[start:end]
    return start + len(found) - len(found.lstrip(" \t\r\n.!?:;,)")), end


def _without_doubles(found: Iterable[Directive]) -> tuple[Directive, ...]:
    """Of a kind's findings that overlap, the one that begins first stays."""
    kept: list[Directive] = []
    for item in sorted(found, key=lambda item: (item.kind, item.start, item.disguise != "none")):
        if not kept or kept[-1].kind != item.kind or kept[-1].end <= item.start:
            kept.append(item)
    return tuple(sorted(kept, key=lambda item: (item.start, item.end, item.kind)))
