"""Masks whatever names a diagnosis in a text: statements of it, codes, words of titles, phrases of rubrics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from casewright.measures.privacy.spans import MASK
from casewright.rubrics.matching.tokens import Tokens, tokenise
from casewright.studies.giveaways import RUN, Giveaways, giveaways
from casewright.types import Language

__all__ = ["Masked", "MaskedKind", "MaskedSpan", "mask"]

MaskedKind = Literal["diagnosis", "code", "title", "rubric"]
MOST_KEPT = 16_384
"""Texts whose masked form is kept: several parts of a study mask the same ones."""
CODE = re.compile(r"(?<!\w)(?:F\d{2}(?:\.\d{1,3}[a-z]?)?|(?:29|30|31)\d\.\d{1,2}(?!\s?(?:mg|ml|g|%)))(?!\w)", re.I)
"""Codes of chapter V, and those of ICD-9-CM and DSM-IV that stand for the same."""
ENDS = frozenset(".!?;:" + MASK)


@dataclass(frozen=True, slots=True)
class MaskedSpan:
    """A stretch that names a diagnosis; ``text[start:end]`` in code points. Spans of two kinds may overlap."""

    start: int
    end: int
    kind: MaskedKind


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with █ in place of what names a diagnosis.

    Attributes:
        text: As long as the original, code point for code point; white space is kept, so that offsets, lines and the
            number of words hold. Sections must be those of the original: words of headings may be masked too.
        spans: What was masked, in the order of the text.
    """

    text: str = field(repr=False)
    spans: tuple[MaskedSpan, ...]

    @property
    def share(self) -> float:
        """Masked characters over all that are no white space; 0 for an empty text."""
        seen = sum(not letter.isspace() for letter in self.text)
        return self.text.count(MASK) / seen if seen else 0.0


def mask(text: str, language: Language) -> Masked:
    """Hides what names a diagnosis, so that what is left must show it by its findings.

    Masked are the terms of the diagnoses that the matcher knows, in any context (denied, feared, a relative's); code
    strings; words of the titles of chapter V, with plurals and Spanish genders, other than function words and words
    that stand in the titles of more than half of its blocks (*disorder*, *other*: they tell nothing of which code is
    meant, whereas *severe* does); and runs of three or more words that stand in what a rubric asks, explains or
    exemplifies. Masking a masked text changes nothing.

    Args:
        text: A report or a note.
        language: Whose terms, titles and phrases are looked for.
    """
    return _masked(text, giveaways(language))


@lru_cache(maxsize=MOST_KEPT)
def _masked(text: str, known: Giveaways) -> Masked:
    tokens = tokenise(text)
    found = {*_codes(text), *_titles(tokens, known)}
    for first, stop in _stretches(tokens):
        found.update(_diagnoses(tokens, first, stop, known))
        found.update(_phrases(tokens, first, stop, known))
    spans = sorted((_whole(text, span) for span in found), key=lambda span: (span.start, span.end, span.kind))
    return Masked(_hidden(text, spans), tuple(dict.fromkeys(spans)))


def _codes(text: str) -> Iterator[MaskedSpan]:
    return (MaskedSpan(*match.span(), "code") for match in CODE.finditer(text))


def _titles(tokens: Tokens, known: Giveaways) -> Iterator[MaskedSpan]:
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        if word in known.titles:
            yield MaskedSpan(start, end, "title")


def _stretches(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Words between marks that end something, or paragraphs; never across what is masked already."""
    first = 0
    for index, word in enumerate(tokens.words):
        if word in ENDS:
            yield first, index
            first = index + 1
        elif index and tokens.gap(index - 1).count("\n") > 1:
            yield first, index
            first = index
    yield first, len(tokens)


def _diagnoses(tokens: Tokens, first: int, stop: int, known: Giveaways) -> Iterator[MaskedSpan]:
    for _, start, end in known.diagnoses.scan(tokens.words, first, stop):
        yield MaskedSpan(tokens.starts[start], tokens.ends[end - 1], "diagnosis")


def _phrases(tokens: Tokens, first: int, stop: int, known: Giveaways) -> Iterator[MaskedSpan]:
    places = [index for index in range(first, stop) if tokens.words[index][:1].isalnum()]
    words = [tokens.words[index] for index in places]
    for at in range(len(words) - RUN + 1):
        if tuple(words[at : at + RUN]) in known.phrases:
            yield MaskedSpan(tokens.starts[places[at]], tokens.ends[places[at + RUN - 1]], "rubric")


def _whole(text: str, span: MaskedSpan) -> MaskedSpan:
    """With all of the words that it cuts into, so that no half of one is left."""
    start, end = span.start, span.end
    while start and _in_word(text[start - 1]):
        start -= 1
    while end < len(text) and _in_word(text[end]):
        end += 1
    return MaskedSpan(start, end, span.kind) if (start, end) != (span.start, span.end) else span


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _hidden(text: str, spans: Iterable[MaskedSpan]) -> str:
    letters: list[str] = list(text)
    for span in spans:
        letters[span.start : span.end] = _covered(letters[span.start : span.end])
    return "".join(letters)


def _covered(letters: Sequence[str]) -> list[str]:
    return [letter if letter.isspace() else MASK for letter in letters]
