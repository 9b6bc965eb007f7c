"""What a page of the queue was asked for, as its address says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, cast, get_args
from urllib.parse import urlencode

from fastapi import Depends, Request

from casewright.service.reviews import ItemState, QueueFilter
from casewright.types import Outcome

__all__ = ["AskedOf", "QueueAsked"]

FIELDS = ("run", "code", "language", "kind", "outcome", "state")
VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


@dataclass(frozen=True, slots=True)
class QueueAsked:
    """Filters that go along from the queue through its items; what is no filter's value is as if it weren't there."""

    run: str = ""
    code: str = ""
    language: str = ""
    kind: str = ""
    outcome: str = ""
    state: str = ""

    @property
    def query(self) -> str:
        """The filters as the end of an address, with its question mark."""
        return self.query_of(self.state)

    def query_of(self, state: str) -> str:
        """As `query`, with another state."""
        found = [(name, state if name == "state" else getattr(self, name)) for name in FIELDS]
        given = [(name, value) for name, value in found if value]
        return f"?{urlencode(given)}" if given else ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the state is asked for."""
        return any(getattr(self, name) for name in FIELDS if name != "state")

    def filter(self, *, judged: bool) -> QueueFilter:
        """For the review's own functions; ``judged`` lets in what the caller has judged already."""
        state = cast("ItemState", self.state if self.state in get_args(ItemState) else "open")
        outcome = cast("Outcome | None", self.outcome if self.outcome in get_args(Outcome) else None)
        return QueueFilter(
            state,
            self.run or None,
            self.code or None,
            self.language or None,
            self.kind or None,
            outcome,
            mine=not judged,
        )


def _asked(request: Request) -> QueueAsked:
    given = {name: request.query_params.get(name, "") for name in FIELDS}
    return QueueAsked(**{name: value for name, value in given.items() if VALUE.fullmatch(value)})


AskedOf = Annotated[QueueAsked, Depends(_asked)]
