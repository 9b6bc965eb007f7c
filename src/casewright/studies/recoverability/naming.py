"""Every text named by every classifier, whole and masked, and what each ranking earns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from casewright.studies.material import Tell
from casewright.studies.recoverability.cases import REAL, NamedCase
from casewright.studies.recoverability.classifiers import Background, Classifier, Seen
from casewright.studies.recoverability.credit import best_by_label, credit
from casewright.studies.recoverability.levels import LEVELS, Level, label_of

__all__ = ["FIRST", "WAYS", "Makers", "Named", "Way", "name_all"]

Way = Literal["whole", "masked"]
WAYS: tuple[Way, ...] = get_args(Way)
FIRST = (1, 3)
Makers = Callable[[Background], Sequence[Classifier]]


@dataclass(frozen=True, slots=True)
class Named:
    """What one classifier earned on one text.

    ``earned`` is by level and how many are looked at: 1 where the right place is among the first so many, 0 where it
    isn't, between where ties leave it to chance; a level at which the code isn't among the candidates is left out.
    """

    case: NamedCase
    classifier: str
    control: bool
    way: Way
    earned: Mapping[tuple[Level, int], float]


def name_all(
    cases: Sequence[NamedCase], candidates: Mapping[str, Sequence[str]], makers: Makers, tell: Tell
) -> Iterator[Named]:
    """Each text under each classifier.

    Args:
        cases: The texts.
        candidates: By code system; cases of others are left out.
        makers: The classifiers, given how often texts like these meet a criterion.
        tell: Hears progress.
    """
    for system, codes in candidates.items():
        for language in sorted({case.language for case in cases if case.system == system}):
            own = [case for case in cases if case.system == system and case.language == language]
            for way in WAYS:
                tell(f"naming codes, {language}, {way}", 0, 0)
                yield from _named(own, way, system, codes, makers(_background(own, way)))


def _background(cases: Sequence[NamedCase], way: Way) -> Background:
    """Of the arms' texts; of real notes only where there are no others."""
    arms = [case for case in cases if case.who != REAL]
    return Background([_seen(case, way) for case in arms or cases])


def _named(
    cases: Sequence[NamedCase], way: Way, system: str, codes: Sequence[str], classifiers: Sequence[Classifier]
) -> Iterator[Named]:
    labels = {level: [label_of(system, code, level) for code in codes] for level in LEVELS}
    for classifier in classifiers:
        rows = classifier.scores([_seen(case, way) for case in cases], system, codes)
        for case, row in zip(cases, rows, strict=True):
            yield Named(case, classifier.name, classifier.control, way, dict(_earned(case, row, labels)))


def _earned(
    case: NamedCase, row: Sequence[float], labels: Mapping[Level, Sequence[str | None]]
) -> Iterator[tuple[tuple[Level, int], float]]:
    for level in LEVELS:
        scores, own = best_by_label(row, labels[level]), label_of(case.system, case.code, level)
        if own in scores:
            yield from (((level, first), credit(scores, own, first)) for first in FIRST)


def _seen(case: NamedCase, way: Way) -> Seen:
    return case.whole if way == "whole" else case.masked
