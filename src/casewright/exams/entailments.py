"""What told facts say beyond themselves: a narrower diagnosis is the wider one too, and whoever craves drink drinks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casewright.exams.word_bank import bank
from casewright.overlays import per_overlay
from casewright.types import Fact
from casewright.vocabulary.concepts import concepts

__all__ = ["entailed"]


def entailed(facts: Sequence[Fact]) -> Iterator[Fact]:
    """A fact for each concept that a present one entails, in its place and said by whom it is said."""
    for fact in facts:
        for name in _wider().get(fact.concept, ()) if fact.status == "present" else ():
            yield replace(fact, id=f"{fact.id}-{name}", concept=name, quantity=None, severity=None)


@per_overlay("vocabulary")
def _wider() -> Mapping[str, tuple[str, ...]]:
    """By concept, what it entails: diagnoses by their codes, the rest by a small bank."""
    coded = {name: item.codes for name, item in concepts().items() if item.codes}
    found = {
        name: tuple(other for other, theirs in coded.items() if other != name and _below(codes, theirs))
        for name, codes in coded.items()
    }
    for wide, narrow in bank("entailed").items():
        for name in narrow:
            found[name] = (*found.get(name, ()), wide)
    return found


def _below(codes: Sequence[str], others: Sequence[str]) -> bool:
    """Whether all codes of one lie truly below a code of the other."""
    return all(any(code != other and code.startswith(other) for other in others) for code in codes)
