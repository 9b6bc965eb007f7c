"""An item as a reviewer reads it: the report with its marks, criteria with their votes, facts held against the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casewright.service.pages.reviewing.marking import Block, Mark, blocks
from casewright.service.reviews import AskedCriterion, GivenAnswer, Item, Verdict
from casewright.types import Section

__all__ = ["CriterionView", "FactView", "Group", "Reading", "VoteView", "reading_of"]

TITLES: Mapping[str, tuple[str, str]] = {
    "supports": ("Supports the diagnosis", "what the report should show"),
    "contradicts": ("Speaks against it", "what should not be there"),
    "documents": ("Documentation and consistency", "what a report of this kind records"),
}
PLAIN = {"status": "present", "subject": "patient", "time": "current", "certainty": "confirmed"}
SOURCES = {"informant": "told by an informant", "observed": "observed", "record": "from the record", "test": "by test"}
TROUBLED = ("unmet", "undetermined")


@dataclass(frozen=True, slots=True)
class VoteView:
    """One critic's answer. ``sealed``: of the judge that the loop never hears."""

    critic: str
    answer: str
    reason: str
    quotes: tuple[tuple[str, int, int], ...]
    sealed: bool


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion with whatever the reader may see of the answers to it."""

    place: int
    asked: AskedCriterion
    verdict: str | None
    votes: tuple[VoteView, ...]
    failures: tuple[tuple[str, str], ...]
    given: GivenAnswer | None
    given_quote: str
    people: tuple[tuple[str, str, str], ...]
    """Others' answers: who, answer, quotation."""

    @property
    def differs(self) -> bool:
        """Whether critics, or people, answered differently."""
        said = {vote.answer for vote in self.votes}
        own = {self.given.answer} if self.given else set()
        return len(said) > 1 or len({answer for _, answer, _ in self.people} | own) > 1

    @property
    def troubled(self) -> bool:
        return self.differs or self.verdict in TROUBLED


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of one role. ``calm`` are those that nobody has anything against, shown folded."""

    role: str
    title: str
    hint: str
    criteria: tuple[CriterionView, ...]
    calm: tuple[CriterionView, ...]

    @property
    def size(self) -> int:
        return len(self.criteria) + len(self.calm)


@dataclass(frozen=True, slots=True)
class FactView:
    """A told fact of the case, or something that the text says and the case doesn't (``state`` is ``added``)."""

    place: int
    state: str
    words: str
    detail: str
    message: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the page of an item shows beside the item itself."""

    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]
    facts: tuple[FactView, ...]
    layers: Mapping[str, int]
    """Spans of each layer that can be shown: quotes, facts, added, identifiers, copies."""

    @property
    def criteria(self) -> tuple[CriterionView, ...]:
        return tuple(one for group in self.groups for one in (*group.criteria, *group.calm))


def reading_of(item: Item, answers: Mapping[str, GivenAnswer] | None = None) -> Reading:
    """What to show of an item.

    Args:
        item: As the caller may see it.
        answers: What the caller has filled in and not yet handed in; else those of the caller's verdict.
    """
    given = answers if answers is not None else (item.own.answers if item.own else {})
    criteria = [_criterion(place, asked, item, given.get(asked.id)) for place, asked in enumerate(item.criteria)]
    facts = tuple(_facts(item.record))
    marks = [*_criteria_marks(criteria, item), *_fact_marks(facts), *_privacy_marks(item.record)]
    layers = {name: sum(mark.layer == name for mark in marks) for name in ("quote", "fact", "added", "phi", "copy")}
    sections = tuple(Section(one["id"], one["start"], one["end"]) for one in item.record.get("sections") or ())
    return Reading(blocks(item.text or "", sections, marks), tuple(_groups(criteria, blind=item.blind)), facts, layers)


def _criterion(place: int, asked: AskedCriterion, item: Item, given: GivenAnswer | None) -> CriterionView:
    return CriterionView(
        place,
        asked,
        asked.result["verdict"] if asked.result else None,
        (*_votes(asked.result, sealed=False), *_votes(asked.seal, sealed=True)),
        tuple((one["critic"], one["kind"]) for one in (asked.result or {}).get("failures", ())),
        given,
        _quoted(item, given),
        tuple(_people(asked.id, item)),
    )


def _votes(result: Mapping[str, Any] | None, *, sealed: bool) -> Iterator[VoteView]:
    for vote in (result or {}).get("votes", ()):
        quotes = tuple((quote["quote"], quote["start"], quote["end"]) for quote in vote["quotes"])
        yield VoteView(vote["critic"], vote["answer"], vote["reason"], quotes, sealed)


def _people(criterion: str, item: Item) -> Iterator[tuple[str, str, str]]:
    for verdict in item.others:
        answer = verdict.answers.get(criterion)
        if answer is not None:
            yield verdict.who, answer.answer, _quoted(item, answer)


def _quoted(item: Item, answer: GivenAnswer | None) -> str:
    return item.text[slice(*answer.quote)] if answer and answer.quote else ""


def _groups(criteria: Sequence[CriterionView], *, blind: bool) -> Iterator[Group]:
    for role, (title, hint) in TITLES.items():
        found = [one for one in criteria if one.asked.role == role]
        calm = [] if blind else [one for one in found if one.verdict is not None and not one.troubled]
        if found:
            yield Group(role, title, hint, tuple(one for one in found if one not in calm), tuple(calm))


def _facts(record: Mapping[str, Any]) -> Iterator[FactView]:
    found: Mapping[str, Any] = record.get("facts") or {}
    known = {fact["id"]: fact for fact in (record.get("case") or {}).get("facts", ())}
    for place, item in enumerate(found.get("items", ())):
        fact = known.get(item["id"], {})
        words = (fact.get("concept") or item["id"]).replace("-", " ").removeprefix("dx ")
        yield FactView(
            place, item["state"], words, _detail(fact), item.get("message", ""), item.get("start"), item.get("end")
        )
    for place, added in enumerate(found.get("added", ()), start=len(found.get("items", ()))):
        words = (added.get("concept") or added["kind"]).replace("-", " ").removeprefix("dx ")
        yield FactView(place, "added", words, added["kind"], added["message"], added["start"], added["end"])


def _detail(fact: Mapping[str, Any]) -> str:
    """What differs from the plain case: present, the patient's own, current, said by the patient, certain."""
    plain = {
        "status": "present",
        "subject": "patient",
        "time": "current",
        "source": "patient",
        "certainty": "confirmed",
    }
    told = [str(fact[name]).replace("_", " ") for name, usual in plain.items() if fact.get(name, usual) != usual]
    if fact.get("source", "patient") != "patient":
        told = [f"from {word}" if word == fact["source"] else word for word in told]
    quantity = fact.get("quantity")
    amount = [f"{quantity['value']:g} {quantity['unit'].replace('_', ' ')}"] if quantity else []
    return ", ".join([*([fact["severity"]] if fact.get("severity") else []), *amount, *told])


def _criteria_marks(criteria: Sequence[CriterionView], item: Item) -> Iterator[Mark]:
    for one in criteria:
        name = f"c{one.place}"
        for vote in one.votes:
            yield from (Mark("quote", start, end, name) for _, start, end in vote.quotes)
        if one.given and one.given.quote:
            yield Mark("own", *one.given.quote, name)
        yield from (Mark("quote", *quote, name) for quote in _quotes(item.others, one.asked.id))


def _quotes(verdicts: Sequence[Verdict], criterion: str) -> Iterator[tuple[int, int]]:
    for verdict in verdicts:
        answer = verdict.answers.get(criterion)
        if answer and answer.quote:
            yield answer.quote


def _fact_marks(facts: Sequence[FactView]) -> Iterator[Mark]:
    for fact in facts:
        if fact.start is not None and fact.end is not None:
            yield Mark("added" if fact.state == "added" else "fact", fact.start, fact.end, f"f{fact.place}")


def _privacy_marks(record: Mapping[str, Any]) -> Iterator[Mark]:
    found: Mapping[str, Any] = record.get("privacy") or {}
    yield from (Mark("phi", one["start"], one["end"], one["type"]) for one in found.get("phi", ()))
    yield from (Mark("copy", one["start"], one["end"]) for one in found.get("spans", ()))
