"""What is true of the patient, whether or not this document tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from casewright.plans.cases.chance import Chance
from casewright.plans.cases.population import Entry, Group, Population, read_data, shared_groups
from casewright.plans.cases.quantities import Timeline, draw_quantity
from casewright.plans.cases.steer import NO_STEER, Steer
from casewright.types import Fact, Person, Severity, Source, Subject
from casewright.vocabulary.concepts import concept

__all__ = ["Candidate", "Drawing", "candidate_sections", "default_source", "draw_latent"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A true fact on its way to being told: where it may stand, and how much it matters."""

    fact: Fact
    rank: int
    """0 must be told where the kind has a place for it, 1 usually is, 2 seldom."""
    sections: tuple[str, ...]


@dataclass
class Drawing:
    """The state of one drawing; groups are drawn in order, and a later one sees what earlier ones settled."""

    chance: Chance
    person: Person
    traits: Mapping[str, str]
    timeline: Timeline
    steer: Steer = NO_STEER
    found: list[Candidate] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return any(
            item.fact.concept == name and item.fact.status == "present" and item.fact.subject == "patient"
            for item in self.found
        )

    def add(self, entry: Entry, rank: int) -> None:
        """Adds a fact unless the same thing is already settled."""
        if not any(_same(item.fact, entry) for item in self.found):
            self.found.append(_candidate(self, entry, rank))


def draw_latent(drawing: Drawing, population: Population) -> list[Candidate]:
    """All facts that are true: circumstances first, then what the code brings, then what anybody has."""
    first, then, own = shared_groups("first"), shared_groups("then"), population.groups
    first = {name: own.get(name, group) for name, group in first.items()}
    rest = {name: group for name, group in own.items() if name not in first and name not in then}
    last = {name: own.get(name, group) for name, group in then.items()}
    for name, group in {**first, **rest, **last}.items():
        _draw_group(drawing, name, group)
    return drawing.found


def _draw_group(drawing: Drawing, name: str, group: Group) -> None:
    low, high = group.draw
    number = drawing.chance.random.randint(low, high)
    drawn = 0
    dealt = drawing.chance.deal(name, group.of, high)
    for entry in sorted(dealt, key=lambda entry: _turn(drawing.steer, entry)):
        if drawn < number and _eligible(drawing, entry):
            before = len(drawing.found)
            drawing.add(entry, 0 if drawn < group.told else _rank(group))
            drawn += len(drawing.found) > before
        elif group.rest == "absent" and not drawing.has(entry.concept):
            absent = {"status": "absent", "quantity": None, "severity": None}
            drawing.add(entry.model_copy(update=absent), 2)


def _turn(steer: Steer, entry: Entry) -> int:
    """Preferred entries come first, those to avoid last; what is denied or a relative's stays where it was dealt."""
    return steer.rank(entry.concept) if entry.status == "present" and entry.subject == "patient" else 0


def _rank(group: Group) -> int:
    return 1 if group.tell == "usual" else 2


def _eligible(drawing: Drawing, entry: Entry) -> bool:
    low, high = entry.ages
    return (
        low <= drawing.person.age <= high
        and (not entry.requires or any(drawing.has(name) for name in entry.requires))
        and not any(drawing.has(name) for name in entry.excludes)
        and all(drawing.traits.get(trait) in values for trait, values in entry.when.items())
    )


def _same(fact: Fact, entry: Entry) -> bool:
    relatives = (fact.subject != "patient") == (entry.subject != "patient")
    return fact.concept == entry.concept and relatives


def candidate_sections(category: str, subject: Subject) -> tuple[str, ...]:
    """Sections in which a fact of a category may stand, best first."""
    where = category if subject == "patient" else "diagnosis-of-relatives"
    return tuple(read_data("placement")["sections"][where])


def default_source(category: str) -> Source:
    """Who says a fact of a category where nothing else is said."""
    return cast("Source", read_data("placement")["sources"].get(category, "patient"))


def _candidate(drawing: Drawing, entry: Entry, rank: int) -> Candidate:
    category = concept(entry.concept).category
    sections = candidate_sections(category, entry.subject)
    if entry.section is not None:
        sections = (entry.section, *(name for name in sections if name != entry.section))
    severity = cast("Severity | None", drawing.traits["severity"] if entry.severity == "case" else entry.severity)
    quantity = draw_quantity(entry, drawing.timeline, drawing.traits["severity"], drawing.chance.random)
    fact = Fact(
        id="",
        concept=entry.concept,
        section=sections[0],
        status=entry.status,
        subject=entry.subject,
        time=entry.time,
        source=entry.source or default_source(category),
        severity=severity,
        quantity=quantity,
        told=False,
    )
    return Candidate(fact, rank, sections)
