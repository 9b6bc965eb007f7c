"""Whether a label still answers the criterion as it is worded now.

A change of wording is declared in the rubric file: *editorial* lists the former hash under ``was``, and labels carry
over; without that it is *semantic*, and they go stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from casewright.errors import CasewrightError, InputError
from casewright.exams.labels.label import Label
from casewright.graphs.parts import Resolver
from casewright.rubrics import Criterion

__all__ = ["Standing", "UnusedLabel", "WhyUnused", "standing"]

WhyUnused = Literal["stale", "no_hash", "unknown", "not_asked"]


@dataclass(frozen=True, slots=True)
class UnusedLabel:
    """A label that can't be used. ``nearest`` is the id that an unknown criterion may have meant."""

    label: Label
    why: WhyUnused
    nearest: str = ""

    @property
    def told(self) -> str:
        """In words."""
        name, near = repr(self.label.criterion), f"; nearest: {self.nearest}" if self.nearest else ""
        return {
            "stale": f"{name} was answered as worded {self.label.criterion_hash!r}, which is not editorially the same",
            "no_hash": f"{name} doesn't say which wording was answered (criterion_hash)",
            "unknown": f"{name} is no criterion of {self.label.code}{near}",
            "not_asked": f"{name} is not asked of a {self.label.kind} document",
        }[self.why]


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a set of labels, those that hold with their criteria, and those that don't."""

    holds: tuple[tuple[Label, Criterion], ...]
    carried: int
    """Of those that hold, how many answered a former wording."""
    unused: tuple[UnusedLabel, ...]

    def told(self) -> tuple[str, ...]:
        """What isn't used and why, counted, the most frequent first."""
        counts = Counter(item.told for item in self.unused)
        return tuple(f"{count} labels not used: {why}" for why, count in counts.most_common())


def standing(labels: Iterable[Label], resolve: Resolver, *, assume_current: bool = False) -> Standing:
    """Which labels hold for the criteria as they are worded now, and which would carry over a change.

    Args:
        labels: Any.
        resolve: Gives the rubric for a (system, code, kind).
        assume_current: Whether labels without a hash are taken as answers to today's wording.

    Raises:
        InputError: a label of no code, or of one that has no rubric.
    """
    holds: list[tuple[Label, Criterion]] = []
    unused: list[UnusedLabel] = []
    for label in labels:
        criteria = {item.id: item for item in _criteria(label, resolve)}
        why = _why_not(label, criteria.get(label.criterion), assume=assume_current)
        if why is None:
            holds.append((label, criteria[label.criterion]))
        else:
            near = get_close_matches(label.criterion, criteria, n=1) if why == "unknown" else []
            unused.append(UnusedLabel(label, why, near[0] if near else ""))
    carried = sum(label.criterion_hash not in ("", criterion.hash) for label, criterion in holds)
    return Standing(tuple(holds), carried, tuple(unused))


def _criteria(label: Label, resolve: Resolver) -> Sequence[Criterion]:
    if not label.code:
        raise InputError(f"the label of report {label.report!r} names no code; a blinded sheet is read with its key")
    try:
        return resolve(label.system, label.code, label.kind).criteria
    except CasewrightError as error:
        raise InputError(f"report {label.report!r}: {error}") from None


def _why_not(label: Label, criterion: Criterion | None, *, assume: bool) -> WhyUnused | None:
    if criterion is None:
        return "unknown"
    if criterion.kinds is not None and label.kind not in criterion.kinds:
        return "not_asked"
    if not label.criterion_hash:
        return None if assume else "no_hash"
    return None if label.criterion_hash in (criterion.hash, *criterion.was) else "stale"
