"""A reviewer's form: the word, the reason, and an answer with its quotation for any criterion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from casewright.exams.labels.label import ANSWERS
from casewright.service.reviews import GivenAnswer, Item, Saying, Word
from casewright.service.reviews.contracts import WORDS

__all__ = ["Filled", "filled"]

PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
LONGEST = 2000
"""Characters of a quotation that is looked for."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in. ``wrong`` says what can't be taken as it stands; then nothing is."""

    word: str
    reason: str
    answers: Mapping[str, GivenAnswer]
    wrong: tuple[str, ...]

    def saying(self) -> Saying:
        """For the review's own functions, once nothing is wrong."""
        return Saying(cast("Word", self.word), self.reason, self.answers)


def filled(form: Mapping[str, object], item: Item) -> Filled:
    """The form held against the item: quotations are looked for in its text."""
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    word, reason = given.get("word", ""), given.get("reason", "").strip()
    answers: dict[str, GivenAnswer] = {}
    wrong = list(_unsaid(word, reason))
    for place, criterion in enumerate(item.criteria, start=1):
        answer = given.get(f"answer:{criterion.id}", "")
        if answer not in ANSWERS:
            continue
        words = given.get(f"quote:{criterion.id}", "")
        quote = _found(item.text, words, given.get(f"at:{criterion.id}", ""))
        if words.strip() and quote is None:
            wrong.append(f"the words quoted for question {place} don't stand in the report")
        answers[criterion.id] = GivenAnswer(answer, quote)
    return Filled(word, reason, answers, tuple(wrong))


def _unsaid(word: str, reason: str) -> Iterator[str]:
    if word not in WORDS:
        yield "say accept, reject or override"
    elif word != "accept" and not reason:
        yield "say why, in a few words"


def _found(text: str, words: str, place: str) -> tuple[int, int] | None:
    """Where the quoted words stand: at the place that was selected, if they stand there, else where they first do."""
    parts = words[:LONGEST].split()
    if not parts:
        return None
    at = PLACE.fullmatch(place)
    if at and text[int(at[1]) : int(at[2])].split() == parts:
        return int(at[1]), int(at[2])
    match = re.search(r"\s+".join(re.escape(part) for part in parts), text)
    return match.span() if match else None
