"""What an exported set is, measured while it goes by: nothing but its texts is held, for the figures of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from casewright.measures.diversity.sets import SetText, measure_set
from casewright.runs.proportions import proportion
from casewright.types import Outcome, Record, RubricRef
from casewright.wire import to_json

__all__ = ["COPIED_RUN", "MEMORISED_RUN", "Portrait"]

COPIED_RUN, MEMORISED_RUN = 12, 50
"""Words of a verbatim run outside boilerplate from which the screen fails, and from which it is called memorised."""


@dataclass
class Portrait:
    """Counts and figures of the records added."""

    outcome: Outcome = "accepted"
    n: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    rubrics: Counter[RubricRef] = field(default_factory=Counter)
    numbers: dict[str, list[float]] = field(default_factory=dict)
    identifiers: Counter[tuple[str, bool]] = field(default_factory=Counter)
    texts: list[SetText] = field(default_factory=list)
    facts: tuple[int, int] = (0, 0)

    def add(self, record: Record) -> None:
        """Counts a record."""
        self.n += 1
        for name, value in _labels(record):
            self.counts.setdefault(name, Counter())[value] += 1
        for name, number in _figures(record):
            self.numbers.setdefault(name, []).append(number)
        if record.rubric is not None:
            self.rubrics[record.rubric] += 1
        if record.facts is not None:
            told = sum(item.state == "told" for item in record.facts.items)
            self.facts = (self.facts[0] + told, self.facts[1] + len(record.facts.items))
        if record.privacy is not None:
            self.identifiers.update({(found.type, found.planned) for found in record.privacy.phi})
        if record.text is not None:
            self.texts.append(SetText(record.id, record.code, record.language, record.text))

    def of(self, name: str) -> Counter[str]:
        """How often each value of a label was seen."""
        return self.counts.get(name, Counter())

    def share(self, name: str, least: float) -> dict[str, Any]:
        """The share of records whose number is at least so much, of those that have it."""
        own = self.numbers.get(name, [])
        return proportion(sum(value >= least for value in own), len(own))

    def quantiles(self, name: str, at: Sequence[float] = (0.05, 0.5, 0.95)) -> list[float] | None:
        """Quantiles of a number over the records that have it."""
        import numpy as np

        own = self.numbers.get(name)
        return [float(value) for value in np.quantile(own, at)] if own else None

    def diversity(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Figures of the set by name, and alarms of collapse."""
        found = measure_set(self.texts)
        return {name: to_json(item) for name, item in found.overall.items()}, [to_json(item) for item in found.alarms]


def _labels(record: Record) -> list[tuple[str, str]]:
    compared = record.privacy.reference if record.privacy and record.privacy.reference else "nothing"
    found = [("code", record.code), ("language", record.language), ("kind", record.kind), ("system", record.system)]
    found += [("decided_by", record.decision.by), ("compared_with", compared)]
    found += [("mark", mark) for mark in record.marks] + [("certificate", name) for name in record.certificates]
    found += [(f"model:{role}", name) for role, name in record.models.items()]
    if record.privacy is not None:
        found += [("privacy_mark", mark) for mark in record.privacy.marks]
        found.append(("unplanned", str(any(not item.planned for item in record.privacy.phi)).lower()))
    return [*found, ("masked", str(record.masked).lower()), ("synthetic", str(record.synthetic).lower())]


def _figures(record: Record) -> list[tuple[str, float]]:
    parts = (
        ("support", record.fidelity, "support"),
        ("coverage", record.fidelity, "coverage"),
        ("tokens", record.diversity, "tokens"),
        ("novelty", record.diversity, "novelty"),
        ("longest_run", record.privacy, "longest_run"),
        ("containment_8", record.privacy, "containment_8"),
        ("wording_share", record, "wording_share"),
        ("attempts", record, "attempts"),
    )
    values = ((name, getattr(part, field, None)) for name, part, field in parts)
    return [(name, float(value)) for name, value in values if value is not None]
