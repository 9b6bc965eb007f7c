"""Concepts in context: one pass over a report, its terms, its triggers, and what they say of one another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from casewright.overlays import per_overlay
from casewright.rubrics.matching.automaton import Automaton
from casewright.rubrics.matching.concept_terms import ConceptTerm, concept_terms
from casewright.rubrics.matching.context import in_context
from casewright.rubrics.matching.lexicon import Lexicon, lexicon
from casewright.rubrics.matching.section_defaults import section_default
from casewright.rubrics.matching.sentence import Hit, Sentence
from casewright.rubrics.matching.sentences import sentences
from casewright.rubrics.matching.subjects import last_named, unnamed
from casewright.rubrics.matching.tokens import Tokens, tokenise
from casewright.types import Language, Mention, Report, Section, Subject

__all__ = ["Matcher", "matcher"]


class Matcher:
    """The terms of one language, compiled."""

    def __init__(self, terms: Collection[ConceptTerm], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._labels: list[ConceptTerm] = []
        self._automaton = Automaton((term.pattern, self._label(term)) for term in terms)

    def mentions(self, report: Report, concepts: Collection[str] | None = None) -> Iterator[Mention]:
        """The mentions of a report in the order of its text, of these concepts or of all."""
        whole = (Section("present-illness", 0, len(report.text)),)
        for section in sorted(report.sections or whole, key=lambda section: section.start):
            for mention in self._section(report.text, section):
                if concepts is None or mention.concept in concepts:
                    yield mention

    def _section(self, text: str, section: Section) -> Iterator[Mention]:
        tokens = tokenise(text, section.start, min(section.end, len(text)))
        default = section_default(section.id)
        named: Subject = "patient"
        for start, stop in sentences(tokens, self._lexicon.words("abbreviations")):
            hits = self._hits(tokens, start, stop)
            if hits or default.family:
                sentence = Sentence(tokens.words, start, stop, hits, self._lexicon)
                subject = unnamed(sentence, named) if default.family else "patient"
                yield from in_context(sentence, tokens, section.id, default, subject)
                named = last_named(sentence) or named

    def _label(self, term: ConceptTerm) -> int:
        self._labels.append(term)
        return len(self._labels) - 1

    def _hits(self, tokens: Tokens, start: int, stop: int) -> tuple[Hit, ...]:
        found: list[Hit] = []
        masks: list[tuple[str, int, int]] = []
        for label, first, last in self._automaton.scan(tokens.words, start, stop):
            term = self._labels[label]
            if term.use == "mask":
                masks.append((term.concept, first, last))
            else:
                found.append(Hit(term.concept, term.use == "absent", first, last, term.pattern, term.severity))
        kept = [hit for hit in found if not any(_covers(mask, hit) for mask in masks)]
        return tuple(sorted(_longest(kept), key=lambda hit: (hit.start, hit.end, hit.concept)))


@per_overlay("concepts", "vocabulary")
def matcher(language: Language) -> Matcher:
    """The matcher of the terms that ship with us."""
    return Matcher([term for term in concept_terms() if term.language == language], lexicon(language))


def _covers(mask: tuple[str, int, int], hit: Hit) -> bool:
    name, first, last = mask
    return name == hit.concept and first < hit.end and hit.start < last


def _longest(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Of overlapping hits of one concept those with a grade of their own, then the longest, of these the first."""
    kept: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.severity is None, hit.start - hit.end, hit.start, hit.inverted)):
        mine = kept.setdefault(hit.concept, [])
        if not any(hit.start < other.end and other.start < hit.end for other in mine):
            mine.append(hit)
            yield hit
