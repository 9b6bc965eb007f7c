"""What our matcher says of given spans, whatever its terms find there."""

from __future__ import annotations

from casewright.rubrics.matching.concept_terms import concept_terms
from casewright.rubrics.matching.lexicon import lexicon
from casewright.rubrics.matching.matcher import Matcher
from casewright.rubrics.matching.sentence import Hit
from casewright.rubrics.matching.terms import Word
from casewright.rubrics.matching.tokens import Tokens
from casewright.types import Language, Mention, Report
from casewright.vocabulary.kinds import split_sections

__all__ = ["Marked", "Reader"]

Marked = tuple[int, int, str]
"""Start, end and concept."""


class Reader(Matcher):
    """The shipped terms, and one marked span that stands for its concept besides."""

    def __init__(self, language: Language) -> None:
        super().__init__([term for term in concept_terms() if term.language == language], lexicon(language))
        self.language: Language = language
        self.marked: Marked = (0, 0, "")

    def read(self, text: str, marked: Marked) -> Mention | None:
        """The mention at the span, or None where it is only asked, feared or planned for."""
        self.marked = marked
        report = Report(text, split_sections(text, self.language), self.language)
        start, end, name = marked
        found = self.mentions(report, {name})
        return next((item for item in found if item.start < end and start < item.end), None)

    def _hits(self, tokens: Tokens, start: int, stop: int) -> tuple[Hit, ...]:
        found = super()._hits(tokens, start, stop)
        first, last, name = self.marked
        inside = [i for i in range(start, stop) if tokens.starts[i] < last and first < tokens.ends[i]]
        if not inside:
            return found
        own = tuple(Word(tokens.words[i]) for i in inside)
        hit = Hit(name, inverted=False, start=inside[0], end=inside[-1] + 1, term=own)
        others = [one for one in found if one.concept != name or one.end <= hit.start or hit.end <= one.start]
        return tuple(sorted([*others, hit], key=lambda one: (one.start, one.end, one.concept)))
