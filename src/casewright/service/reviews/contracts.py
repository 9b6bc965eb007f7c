"""What people say of samples, and what they are shown for it: values that pages and routes work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from casewright.exams.labels import Agreement
from casewright.types import Answer, Aspect, Outcome, Role

__all__ = [
    "STATES",
    "WORDS",
    "AskedCriterion",
    "GivenAnswer",
    "Item",
    "ItemState",
    "Lock",
    "Progress",
    "QueueFilter",
    "QueuePage",
    "QueueRow",
    "ReviewAgreement",
    "Said",
    "Saying",
    "Verdict",
    "Word",
]

Word = Literal["accept", "reject", "override"]
"""``override`` turns round what the machine decided: an acceptance into a rejection and the other way. It can be said
once that is shown, and where it decided."""
WORDS: tuple[Word, ...] = get_args(Word)
ItemState = Literal["open", "split", "settling", "settled"]
"""``open`` wants verdicts; ``split``: two raters differ, and a third decides; ``settling``: what was settled is being
written to the ledger; ``settled``: a person's decision stands."""
STATES: tuple[ItemState, ...] = get_args(ItemState)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What a person answered to a criterion; ``quote`` are the code points of the report that show it, half open."""

    answer: Answer
    quote: tuple[int, int] | None = None
    hash: str = ""
    """Of the criterion's wording; filled in when the verdict is taken."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A verdict as it is said. ``reason`` may be empty for an acceptance alone."""

    word: Word
    reason: str = ""
    answers: Mapping[str, GivenAnswer] = field(default_factory=dict)
    """By criterion id."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict that was taken. ``outcome`` is what it amounts to: accept or reject."""

    sequence: int
    who: str
    word: Word
    outcome: Literal["accept", "reject"]
    reason: str
    answers: Mapping[str, GivenAnswer]
    adjudicates: bool
    blind: bool
    """Whether neither votes nor others' verdicts had been shown."""
    at: float


@dataclass(frozen=True, slots=True)
class Lock:
    """An item kept for a reviewer, until this moment (seconds since the epoch) without a sign of life."""

    run: str
    sample: str
    seat: int
    until: float


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which items. ``mine`` leaves out what the caller has judged, ``free`` what others have locked to the last seat.

    In blind mode ``outcome`` may be ``needs_review`` or nothing: others would tell what the machine decided.
    """

    state: ItemState | None = "open"
    run: str | None = None
    code: str | None = None
    language: str | None = None
    kind: str | None = None
    outcome: Outcome | None = None
    mine: bool = True
    free: bool = False


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An item in the queue; figures and outcome are ``None`` while the caller is blind to it."""

    run: str
    sample: str
    code: str
    language: str
    kind: str
    state: ItemState
    verdicts: int
    """How many people have judged it."""
    judged: bool
    """Whether the caller has."""
    locked_by: tuple[str, ...]
    """Names of others who are at it."""
    outcome: Outcome | None
    disagreement: float | None
    nearness: float | None
    priority: float | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Rows in order; ``after`` is the token of the next page, empty on the last."""

    rows: tuple[QueueRow, ...]
    after: str


@dataclass(frozen=True, slots=True)
class AskedCriterion:
    """A criterion as a person is asked. ``result`` and ``seal`` are JSON of `casewright.types.CriterionResult`."""

    id: str
    role: Role
    aspect: Aspect
    question: str
    guidance: str
    clause: str
    want: str
    weight: float
    hash: str
    result: Mapping[str, Any] | None = None
    """Votes and verdict of the loop; ``None`` while blind, or where it wasn't reached."""
    seal: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One sample before a reviewer.

    While ``blind``, ``record`` holds what the report says and what it is to be, and nothing that anybody made of it;
    else it is the record as `casewright.service.records.visible` lets the caller see it, with the standing decision.
    """

    run: str
    sample: str
    code: str
    system: str
    title: str
    kind: str
    language: str
    text: str
    state: ItemState
    blind: bool
    criteria: tuple[AskedCriterion, ...]
    record: Mapping[str, Any]
    words: tuple[Word, ...]
    """What the caller may say now; empty where nothing is left to say."""
    adjudicates: bool
    """Whether the caller's word would settle a disagreement of two."""
    raters: int
    """How many are wanted."""
    verdicts: int
    """How many there are."""
    own: Verdict | None
    others: tuple[Verdict, ...]
    """Empty while blind."""
    lock: Lock | None
    """The caller's."""
    locked_by: tuple[str, ...]
    decision: Mapping[str, Any] | None
    """JSON of the decision that stands; ``None`` while blind."""
    machine: Outcome | None = None
    """What gate and seal had decided; ``None`` while blind."""
    history: tuple[Verdict, ...] = ()
    """Verdicts that were taken back or replaced, oldest first; empty while blind."""


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a verdict. ``outcome`` is the sample's once it is settled, else ``None``."""

    verdict: Verdict | None
    state: ItemState
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a review stands: items by state, of these waiting for review, and the caller's own verdicts."""

    states: Mapping[ItemState, int]
    waiting: int
    """Open items that the gate or the seal left to people."""
    mine: int
    """Items that the caller has judged."""
    left: int
    """Open items that the caller has not."""
    today: int
    """The caller's verdicts in the last 24 hours."""
    raters: int
    blind: bool
    indexed: bool
    """Whether all that was decided so far is in these figures."""

    @property
    def total(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class ReviewAgreement:
    """Between raters who had not seen each other's verdicts: on accept or reject, and on single criteria.

    Both are `casewright.exams.labels.Agreement`: alpha with its interval, n, shares, pairs, and ``why`` not.
    """

    verdicts: Agreement
    answers: Agreement
    items: int
    """Items that two or more judged."""
