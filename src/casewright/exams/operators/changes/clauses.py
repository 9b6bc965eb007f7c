"""Clauses of a bank found in a text, each with the facts that it tells there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from casewright.exams.bases import Base
from casewright.exams.operators.changes.change import Change
from casewright.exams.passages import Passage, passages
from casewright.exams.swaps import Swap, find_swaps
from casewright.types import Fact

__all__ = ["Entry", "as_names", "clause_changes", "find_clause"]

Entry = Mapping[str, Any]
"""``found`` words that go, ``put`` words that come, ``about`` the concept ids that they tell; ``whole`` where they must
be a sentence of their own. What else it holds is for its operator."""


def clause_changes(base: Base, entries: Iterable[Entry], turn: Callable[[Entry, Fact], Fact | None]) -> list[Change]:
    """A change for every place where an entry's words tell exactly one turnable fact for each of its concepts.

    Args:
        base: A text with its facts.
        entries: The bank's clauses.
        turn: What a fact becomes, or ``None`` for a fact that these words can't be about.
    """
    return list(_changes(base, entries, turn))


def _changes(base: Base, entries: Iterable[Entry], turn: Callable[[Entry, Fact], Fact | None]) -> Iterator[Change]:
    sentences = passages(base.report)
    for entry in entries:
        for passage, swap in find_clause(
            base, sentences, entry["found"], entry["put"], whole=entry.get("whole", False)
        ):
            turned = _turned(base, passage, entry, turn)
            if turned is not None:
                said = f"{base.report.text[swap.start : swap.end]!r} became {entry['put']!r}"
                yield Change(said, turned, swaps=(swap,))


def find_clause(
    base: Base, sentences: Sequence[Passage], found: str, put: str, *, whole: bool = False
) -> Iterator[tuple[Passage, Swap]]:
    """Where a clause stands, with the swap that would replace it."""
    text = base.report.text
    for passage in sentences:
        for swap in find_swaps(text, [(found, put)], passage.start, passage.end):
            rest = text[passage.start : swap.start] + text[swap.end : passage.end]
            if not whole or not rest.strip(" .!?"):
                yield passage, swap


def _turned(
    base: Base, passage: Passage, entry: Entry, turn: Callable[[Entry, Fact], Fact | None]
) -> dict[str, Fact | None] | None:
    here = [fact for fact in base.case.facts if fact.told and fact.section == passage.section]
    turned: dict[str, Fact | None] = {}
    for name in as_names(entry["about"]):
        found = [(fact, new) for fact in here if fact.concept == name and (new := turn(entry, fact)) is not None]
        if len(found) != 1:
            return None
        turned[found[0][0].id] = found[0][1]
    return turned


def as_names(value: str | Sequence[str]) -> tuple[str, ...]:
    """One name or several."""
    return (value,) if isinstance(value, str) else tuple(value)
