"""What one source says and denies at once. Sources may disagree with one another; none with itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casewright.types import Mention

__all__ = ["Conflict", "conflicts"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two mentions of one concept, of one person, by one source, at one time, of which one denies the other."""

    present: Mention
    absent: Mention


def conflicts(mentions: Sequence[Mention]) -> tuple[Conflict, ...]:
    """Every denial with the first mention that it contradicts, in the order of the text.

    Only what is confirmed can conflict; *never* conflicts with any time.
    """
    firm = [item for item in mentions if item.certainty != "suspected"]
    return tuple(_found([item for item in firm if item.status == "present"], firm))


def _found(present: Sequence[Mention], all_firm: Sequence[Mention]) -> Iterator[Conflict]:
    for denial in all_firm:
        if denial.status == "absent":
            match = next((item for item in present if _contradicts(item, denial)), None)
            if match is not None:
                yield Conflict(match, denial)


def _contradicts(one: Mention, two: Mention) -> bool:
    same = (one.concept, one.subject, one.source) == (two.concept, two.subject, two.source)
    return same and (one.time == two.time or "lifetime" in (one.time, two.time))
