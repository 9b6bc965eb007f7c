"""What style profiles ask of one document: order, length, sentences, abbreviations. Content is the case's alone.

A profile steers documents of its own language. It never drops, adds or requires a section, and no target goes below
what the case's own sentences need.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from casewright.agents.composition import facts_by_section
from casewright.agents.prompts import prompts_fingerprint, render
from casewright.hashing import content_hash
from casewright.measures.style import StyleProfile, abbreviate, usable
from casewright.measures.style.numbers import Spread, round_size
from casewright.plans import phrase
from casewright.types import Case
from casewright.vocabulary.kinds import heading, kind

__all__ = ["HouseStyle"]

NEAR = 0.2
"""A length goes by the mean give or take a fifth where there are too few patients for quartiles."""
NOTABLE = 0.2
"""Share of short sentences from which on they are spoken of."""


@dataclass(frozen=True)
class HouseStyle:
    """Profiles, one a language."""

    profiles: tuple[StyleProfile, ...]

    @property
    def fingerprint(self) -> str:
        """Of the profiles and of the prompts that speak of them."""
        return content_hash([sorted(one.fingerprint for one in self.profiles), prompts_fingerprint("house_")])

    def of(self, language: str) -> StyleProfile | None:
        """The profile for documents of a language, if there is one."""
        return next((one for one in self.profiles if one.language == language), None)

    def order(self, case: Case) -> tuple[str, ...]:
        """The sections of the case's kind as the house has them; those that its notes don't have keep their places."""
        own = [section.id for section in kind(case.kind).sections]
        profile = self.of(case.language)
        known = [name for name in profile.order if name in own] if profile else []
        theirs = iter(known)
        return tuple(next(theirs) if name in known else name for name in own)

    def words(self, case: Case) -> tuple[int, int]:
        """Least and most words to ask for: the house's, inside what the kind allows and with room for every fact."""
        least, most = kind(case.kind).words[case.language]
        profile = self.of(case.language)
        if profile is None:
            return least, most
        low, high = _range(profile.words)
        needed = _needed(case)
        return min(max(least, low), most), min(max(high, needed, least), most)

    def shorts(self, case: Case) -> tuple[str, ...]:
        """The abbreviations of this document: each is drawn with the share of the house's patients whose notes have
        it, from the case's seed, so that every attempt at a document has the same.
        """
        profile = self.of(case.language)
        if profile is None:
            return ()
        shares = {short: use.share for short, use in profile.abbreviations.items() if short in usable(case.language)}
        return tuple(short for short, share in shares.items() if _drawn(case.seed, short) < share)

    def shorten(self, text: str, case: Case) -> str:
        """The text with this document's abbreviations, for writers who are not trusted to use them."""
        return abbreviate(text, case.language, self.shorts(case))

    def document_lines(self, case: Case) -> str:
        """What a large model is told beside its task; empty where no profile is of this language."""
        profile = self.of(case.language)
        if profile is None:
            return ""
        shorts = self.shorts(case)
        allowed = render("house_abbreviations", abbreviations=", ".join(shorts)) if shorts else ""
        lines = render("house_document", sentence=_sentence(profile), short=_short(profile))
        return "\n".join(line for line in (lines, allowed) if line)

    def section_line(self, case: Case) -> str:
        """What a small model is told beside its task: of the length of sentences alone."""
        profile = self.of(case.language)
        if profile is None:
            return ""
        return render(f"house_section_{case.language}", sentence=_sentence(profile))


def _drawn(seed: int, short: str) -> float:
    return Random(f"{seed}:{short}").random()  # noqa: S311 - form is no secret


def _range(words: Spread) -> tuple[int, int]:
    if words.low is not None and words.high is not None:
        return int(words.low), int(words.high)
    return int(round_size(words.mean * (1 - NEAR))), int(round_size(words.mean * (1 + NEAR)))


def _needed(case: Case) -> int:
    """Words of the facts' own sentences under their headings."""
    found = facts_by_section(case)
    lines = [phrase(fact, case) for facts in found.values() for fact in facts]
    lines += [heading(section, case.language, case.kind) for section in found]
    return sum(len(line.split()) for line in lines)


def _sentence(profile: StyleProfile) -> str:
    return str(round(profile.sentence_words.median or profile.sentence_words.mean))


def _short(profile: StyleProfile) -> str:
    if profile.short_sentences < NOTABLE:
        return "hardly any sentence has five words or fewer"
    return f"about {profile.short_sentences:.0%} of sentences have five words or fewer"
