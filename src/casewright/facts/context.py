"""What a sentence does with its words: denied or not known, of whom, said by whom. A small test of our own.

In the manner of NegEx (Chapman 2001) and ConText (Harkema 2009): cues with a reach that ends at a break. The fact
check compares what it finds in a text with what it finds in the case's own wording, so that a denial that lies in the
words of a concept ("unable to concentrate") is no denial of the fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from casewright.facts.clauses import clause_starts
from casewright.facts.cues import terms, word_table
from casewright.facts.kin import Kin, find_kin
from casewright.facts.sentences import Sentence, Word
from casewright.types import Language, Severity, Source, Subject

__all__ = ["Context", "Polarity", "read_context"]

Polarity = Literal["affirmed", "denied", "unknown"]
Side = Literal["before", "behind", "either"]

_HARD = (";", ":", ".", "(", "—", "–")
_ANSWERS = ("never", "none")
"""These deny what stands before them only as the last word of their clause."""
_SEVERITIES: tuple[Severity, ...] = ("mild", "moderate", "severe")


@dataclass(frozen=True, slots=True)
class Context:
    """What was found out about a sentence; the tuples run along its words."""

    polarity: tuple[Polarity, ...]
    clause: tuple[int, ...]
    segment: tuple[int, ...]
    """Clauses, cut finer: also where a clause of its own begins without a break."""
    kin: tuple[Kin, ...]
    sources: tuple[tuple[int, Source], ...]
    """Who is named as having said or shown something, and at which word."""
    severities: tuple[tuple[int, Severity, Side], ...]
    """Words of severity, and on which side of it each stands of what it grades ("of severe intensity" behind)."""
    troubles: tuple[int, ...]
    """Words that say of something that it is not as it should be."""
    lacking: tuple[int, ...]
    """Words that deny what stands beside them without a "no" ("lacks insight")."""
    past: tuple[int, ...]
    now: tuple[int, ...]
    """Words behind which a cue of time ended."""

    def source_at(self, i: int) -> Source | None:
        """The source named for word ``i``: the nearest before it, or else the first after it in its clause."""
        before = [source for at, source in self.sources if at <= i]
        after = [source for at, source in self.sources if at > i and self.clause[at] == self.clause[i]]
        return before[-1] if before else (after[0] if after else None)

    def subject_at(self, i: int) -> Subject | None:
        """The relative who has what word ``i`` says, or ``None`` where none is named as having it."""
        near = [kin for kin in self.kin if kin.role == "has" and self.clause[kin.at] == self.clause[i]]
        before = [kin for kin in near if kin.at <= i]
        behind = [kin for kin in near if kin.at > i and kin.inside]
        return before[-1].subject if before else (behind[0].subject if behind else None)

    def troubled(self, places: Sequence[int]) -> bool:
        """Whether a clause that holds one of these places says that something is not as it should be."""
        own = {self.segment[i] for i in places}
        return any(self.segment[at] in own for at in self.troubles)

    def severities_near(self, places: Sequence[int]) -> frozenset[Severity]:
        """Words of severity near any of these places, on their right side and in their clause."""
        return frozenset(
            severity
            for at, severity, side in self.severities
            for i in places
            if self.clause[at] == self.clause[i]
            and (0 if side == "behind" else -3) <= at - i <= (0 if side == "before" else 4)
        )


def read_context(sentence: Sentence, language: Language) -> Context:
    """Reads a sentence once; the same words give the same context wherever they stand."""
    return _read(sentence.words, language)


@lru_cache(maxsize=4096)
def _read(words: tuple[Word, ...], language: Language) -> Context:
    folds = tuple(word.fold for word in words)
    breaks = _breaks(words, folds, language)
    kin = find_kin(words, language)
    ends = _ends(breaks, clause_starts(words, folds, language))
    return Context(
        polarity=_polarity(folds, ends, language),
        clause=_clauses(breaks),
        segment=_clauses(ends),
        kin=kin,
        sources=_sources(folds, kin, language),
        severities=tuple(
            (at, name, _side(folds, at, last, language))
            for name in _SEVERITIES
            for at, last in terms(name, language).spans(folds)
        ),
        troubles=tuple(at for at, _ in terms("trouble", language).spans(folds)),
        lacking=tuple(at for at, _ in terms("lack", language).spans(folds)),
        past=tuple(last for _, last in terms("past", language).spans(folds)),
        now=tuple(last for _, last in terms("now", language).spans(folds)),
    )  # fmt: skip


def _side(folds: Sequence[str], at: int, last: int, language: Language) -> Side:
    """``of severe intensity`` grades what stands before it; a Spanish adjective may do either."""
    if at and (
        folds[at - 1] in ("of", "de", "intensidad", "grado") or folds[last : last + 1] in (("degree",), ("extent",))
    ):
        return "behind"
    ends = last == len(folds) or folds[last] in terms("stop", language).exact
    if language == "es":
        return "either" if ends and at else "before"
    return "behind" if ends and at and folds[at - 1] in ("is", "are", "was", "as") else "before"


def _breaks(words: Sequence[Word], folds: Sequence[str], language: Language) -> list[bool]:
    """Whether the reach of a cue ends before each word."""
    breaks = [any(mark in word.gap for mark in _HARD) for word in words]
    for first, _ in terms("break", language).spans(folds):
        breaks[first] = True
    patient = terms("patient", language)
    for i in range(1, len(words)):
        starts = words[i].gap == "," and (patient.at(folds, i) > i or folds[i] in ("the", "el", "la"))
        breaks[i] = breaks[i] or (starts and patient.at(folds, min(i + 1, len(folds) - 1)) >= i)
    return breaks


def _ends(breaks: Sequence[bool], starts: frozenset[int]) -> list[bool]:
    """Where the reach of a denial ends: at the breaks, and where a clause of its own begins."""
    return [stop or i in starts for i, stop in enumerate(breaks)]


def _clauses(breaks: Sequence[bool]) -> tuple[int, ...]:
    number = 0
    numbers: list[int] = []
    for i, starts in enumerate(breaks):
        number += starts and i > 0
        numbers.append(number)
    return tuple(numbers)


def _polarity(folds: Sequence[str], breaks: Sequence[bool], language: Language) -> tuple[Polarity, ...]:
    found: list[Polarity] = ["affirmed"] * len(folds)
    hidden = {k for first, last in terms("affirm", language).spans(folds) for k in range(first, last)}
    for first, last in terms("deny_before", language).spans(folds):
        if first not in hidden:
            _mark(found, range(last, _next_break(breaks, last)), "denied")
    for first, last in terms("deny_after", language).spans(folds):
        answers = folds[first] not in _ANSWERS or last == len(folds) or breaks[last]
        if first not in hidden and answers:
            _mark(found, range(_last_break(breaks, first), first), "denied")
    for first, last in terms("deny_around", language).spans(folds):
        if first not in hidden and last < len(folds) and _undoes(folds, last, language):
            _mark(found, range(_subject_start(folds, breaks, first), first), "denied")
    for first, last in terms("unknown", language).spans(folds):
        _mark(found, range(_last_break(breaks, first), _next_break(breaks, last - 1)), "unknown")
    return tuple(found)


def _undoes(folds: Sequence[str], i: int, language: Language) -> bool:
    """Whether a denied verb denies its subject too: "is not recommended", but not "has not improved"."""
    if terms("stays", language).at(folds, i) > i:
        return False
    return (
        language == "es" or folds[i].endswith("ed") or folds[i] in ("given", "taken", "made", "seen", "known", "begun")
    )


def _subject_start(folds: Sequence[str], breaks: Sequence[bool], first: int) -> int:
    """Where the subject of a verb may begin: behind the nearest break or joining word."""
    joins = ("and", "or", "y", "o", "ni", "with", "con", "that")
    return next((k + (folds[k] in joins) for k in range(first - 1, -1, -1) if breaks[k] or folds[k] in joins), 0)


def _mark(found: list[Polarity], places: range, polarity: Polarity) -> None:
    for i in places:
        found[i] = polarity


def _next_break(breaks: Sequence[bool], i: int) -> int:
    return next((k for k in range(i, len(breaks)) if breaks[k] and k > i), len(breaks))


def _last_break(breaks: Sequence[bool], i: int) -> int:
    return next((k for k in range(i, -1, -1) if breaks[k]), 0)


def _sources(folds: Sequence[str], kin: Sequence[Kin], language: Language) -> tuple[tuple[int, Source], ...]:
    found: list[tuple[int, Source]] = [(person.at, "informant") for person in kin if person.role == "says"]
    says = terms("says", language)
    kinds: tuple[tuple[str, Source], ...] = (("patient", "patient"), ("informant", "informant"))
    for name, source in kinds:
        for first, last in terms(name, language).spans(folds):
            if first and folds[first - 1] == "what":
                continue  # "affect does not fit what she says"
            if any(_speaks(says, folds, k) for k in range(last, min(last + 2, len(folds)))) or _named(
                folds, first, language
            ):
                found.append((first, source))
    if folds and _speaks(says, folds, 0):
        found.append((0, "patient"))
    named: tuple[Source, ...] = ("record", "observed")
    found += [
        (first, name)
        for name in named
        for first, last in terms(name, language).spans(folds)
        if not _begins(folds, first, last, language)
    ]
    return tuple(sorted(found))


def _begins(folds: Sequence[str], first: int, last: int, language: Language) -> bool:
    """Whether something only came up: "symptoms appeared two weeks after", not "she appeared tense"."""
    if language != "en" or folds[first] not in ("appears", "appeared"):
        return False
    behind = folds[last] if last < len(folds) else "after"
    early = ("after", "in", "within", "at", "during", "when", "soon", "shortly", "about", "around", "over", "some", "a")
    return behind[0].isdigit() or behind in early or behind in word_table("numbers")["en"]


def _speaks(says: object, folds: Sequence[str], i: int) -> bool:
    return says.at(folds, i) > i  # type: ignore[attr-defined, no-any-return]


def _named(folds: Sequence[str], first: int, language: Language) -> bool:
    """Whether "according to" or the like stands before a word, its article left out."""
    by = terms("by", language)
    return any(by.at(folds, k) in (first, first - 1) and by.at(folds, k) > k for k in range(max(0, first - 4), first))
