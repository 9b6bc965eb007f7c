"""The writer's worked examples: one a call, of the patient's language and pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from casewright.documents import parse_document
from casewright.types import Case

__all__ = ["Example", "example_for", "example_texts"]


@dataclass(frozen=True, slots=True)
class Example:
    """A section's statements and how they read as prose."""

    section: str
    statements: tuple[str, ...]
    prose: str


@cache
def _examples() -> dict[str, Any]:
    text = files("casewright.agents.prompts").joinpath("writer_examples.yaml").read_text("utf-8")
    found: dict[str, Any] = parse_document(text, "prompts/writer_examples.yaml").data
    return found


def example_for(case: Case, turn: int) -> Example:
    """The example for a call; ``turn`` rotates it."""
    choices = _examples()[case.language][case.person.pronouns]
    chosen = choices[turn % len(choices)]
    return Example(chosen["section"], tuple(chosen["statements"]), chosen["prose"])


def example_texts() -> tuple[str, ...]:
    """Every example's prose and statements: what a report must not copy either."""
    found = []
    for by_pronoun in _examples().values():
        for examples in by_pronoun.values():
            found += [f"{' '.join(item['statements'])}\n{item['prose']}" for item in examples]
    return tuple(found)
