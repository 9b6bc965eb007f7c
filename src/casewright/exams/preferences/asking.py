"""Asks a model which of two answers is better, by letter and in both orders."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casewright.errors import ModelFailure
from casewright.exams.preferences.pairs import Pair
from casewright.models.protocol import Message, Model, ModelRequest

__all__ = ["Choice", "ask_pairs"]

LETTERS = ("A", "B")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was preferred of a pair: output 1 or 2, or ``None`` with the kind of failure. ``swapped``: 2 came first."""

    pair: Pair
    swapped: bool
    chosen: int | None
    margin: float | None = None
    failure: str | None = None

    @property
    def right(self) -> bool:
        return self.chosen == self.pair.better


async def ask_pairs(model: Model, pairs: Sequence[Pair]) -> AsyncIterator[Choice]:
    """Two choices a pair, one for each order, as they come.

    Raises:
        ModelAccessError: no call would be answered.
    """
    for pair in pairs:
        for swapped in (False, True):
            yield await _ask(model, pair, swapped=swapped)


async def _ask(model: Model, pair: Pair, *, swapped: bool) -> Choice:
    shown = pair.outputs[::-1] if swapped else pair.outputs
    text = _fill(instruction=pair.instruction, first=shown[0], second=shown[1])
    try:
        reply = await model.complete(ModelRequest((Message("user", text),), 1, choices=LETTERS))
    except ModelFailure as failure:
        return Choice(pair, swapped, None, failure=failure.kind)
    letters = {letter: value for letter, value in reply.choice_logprobs.items() if letter in LETTERS}
    if len(letters) < len(LETTERS):
        return Choice(pair, swapped, None, failure="garbage")
    first = letters["A"] >= letters["B"]
    return Choice(pair, swapped, 1 if first != swapped else 2, abs(letters["A"] - letters["B"]))


def _fill(**values: str) -> str:
    """The prompt with its fields put in, once: what stands in a value is never a field."""
    head, *parts = _prompt().split("{")
    return head + "".join(values[name] + rest for name, _, rest in (part.partition("}") for part in parts))


@cache
def _prompt() -> str:
    return (files("casewright.exams") / "preferences" / "pair.md").read_text("utf-8").strip()
