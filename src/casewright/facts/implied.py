"""What told facts already say without saying it: a small table of implications, and what may stand untold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from casewright.facts.cues import read_yaml
from casewright.types import Fact, Mention, Subject
from casewright.vocabulary import concept

__all__ = ["Implications", "implications"]


@dataclass(frozen=True, slots=True)
class Implications:
    """The table of ``implied.yaml``."""

    implied: Mapping[str, Sequence[str]]
    denied: Mapping[str, Sequence[str]]
    trivial: frozenset[str]
    exclusive: Sequence[Sequence[str]]

    def says(self, facts: Iterable[Fact], mention: Mention) -> bool:
        """Whether told facts of the same person imply what a mention says."""
        table = self.denied if mention.status == "absent" else self.implied
        grounds = {mention.concept, *table.get(mention.concept, ())}
        told = [fact for fact in facts if fact.subject == mention.subject and fact.status == mention.status]
        return any(fact.concept in grounds for fact in told) or _by_category(told, mention)

    def clashes(self, facts: Iterable[Fact], name: str, subject: Subject) -> bool:
        """Whether the case, told or not, has another one of a group of which a person has one."""
        others = {other for group in self.exclusive if name in group for other in group if other != name}
        return any(fact.concept in others and fact.status == "present" and fact.subject == subject for fact in facts)


def _by_category(told: Sequence[Fact], mention: Mention) -> bool:
    """A drug that is told says that drugs are taken; a tested scale says that it was tested."""
    if mention.status != "present":
        return False
    categories = {concept(fact.concept).category for fact in told}
    general = {
        "psychotropic-medication": "medication",
        "psychiatric-history": "history",
        "physical-illness": "physical",
    }
    return general.get(mention.concept) in categories


@cache
def implications() -> Implications:
    """The table, read once."""
    table = read_yaml("implied.yaml")
    return Implications(table["implied"], table["denied"], frozenset(table["trivial"]), table["exclusive"])
