"""Where a clause of its own begins behind a comma or an *and*: there a denial, or what isn't known, ends.

"She denies suicidal plans and names reasons for living", "no plan is reported, and her insight is intact". Lists stay
whole: what follows the joint has to show a finite verb, and so has what stands before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from casewright.facts.cues import terms
from casewright.facts.sentences import Word
from casewright.types import Language

__all__ = ["clause_starts"]

REACH = 7
"""A clause shows its verb among so many words."""
_JOINS = {"en": ("and",), "es": ("y", "e")}
_LISTS = {"en": ("and", "or", "nor"), "es": ("y", "e", "o", "u", "ni")}


def clause_starts(words: Sequence[Word], folds: Sequence[str], language: Language) -> frozenset[int]:
    """The words with which a new clause begins, its joining word included."""
    finite = terms("finite", language)
    found: set[int] = set()
    verb = False
    for i, word in enumerate(words):
        joint = i > 0 and ("," in word.gap or folds[i] in _JOINS[language])
        if joint and verb and _opens(words, folds, i, language):
            found.add(i)
        verb = verb or finite.at(folds, i) > i or terms("says", language).at(folds, i) > i
    return frozenset(found)


def _opens(words: Sequence[Word], folds: Sequence[str], i: int, language: Language) -> bool:
    """Whether a finite verb follows at once, or behind a subject that no list or subordinate clause interrupts."""
    finite, blocks = terms("finite", language), terms("subordinate", language)
    first = i + (folds[i] in _JOINS[language])
    if first >= len(folds):
        return False
    if finite.at(folds, first) > first:
        return True
    held = "," not in words[i].gap and blocks.within(folds[:i])  # "whether his mother and father were ill"
    for k in range(first, min(first + REACH, len(folds))):
        stops = k > first and ("," in words[k].gap or folds[k] in _LISTS[language])
        if held or stops or blocks.at(folds, k) > k:
            return False
        if k > first and finite.at(folds, k) > k:
            return True
    return False
