"""What an exam found out about a critic, and for which criteria that lets it decide: plain data, kept as JSON.

A *false accept* is a criterion that the truth calls unmet and the critic calls met; a *false reject* the other way
round. The fact check has one family, ``facts``, whose unit is a told fact; the whole gate's unit is a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from casewright.types import Cost, Language

__all__ = [
    "FACTS",
    "FALSE_ACCEPT_FLOOR",
    "FALSE_REJECT_FLOOR",
    "GATE_FLOOR",
    "SCHEMA",
    "AttackEvidence",
    "Certificate",
    "CriterionEvidence",
    "FamilyEvidence",
    "GateEvidence",
    "GateSetting",
    "Grade",
    "Rate",
]

SCHEMA = 1
FACTS = "facts"
"""Name of the fact check as a critic, and of its only family."""
FALSE_ACCEPT_FLOOR = 0.2
"""Most that the upper 95 % bound of a family's false accepts may be."""
FALSE_REJECT_FLOOR = 0.3
"""Most that the upper 95 % bound of a family's false rejects may be."""
GATE_FLOOR = 0.1
"""Most that the upper 95 % bound on P(accepted within K attempts | defective) may be."""

Grade = Literal["provisional", "gating"]
"""``provisional`` rests on planted defects alone, ``gating`` on at least 50 reports that people labelled too."""
GateSetting = Literal["generate", "evaluate"]


@dataclass(frozen=True, slots=True)
class Rate:
    """``hits`` of ``n`` with a 95 % interval; both ends are ``None`` where n is 0.

    Observations of one report aren't independent: where ``clusters`` (how many reports they come from) is given, the
    interval is that of the effective sample size.
    """

    hits: int
    n: int
    low: float | None = None
    high: float | None = None
    clusters: int | None = None

    @property
    def rate(self) -> float | None:
        return self.hits / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class CriterionEvidence:
    """What the exam says about one criterion, as it was worded (``hash``)."""

    id: str
    hash: str
    family: str
    false_accepts: Rate
    false_rejects: Rate
    asked: int
    answered: int
    pooled_false_accepts: float | None
    """Shrunk towards the family's rate (partial pooling); ``None`` where the family has none."""
    pooled_false_rejects: float | None
    gates: bool
    why: str
    threshold: float | None = None
    """Least log-probability margin at which an answer counts; below it the answer is unclear."""


@dataclass(frozen=True, slots=True)
class FamilyEvidence:
    """Criteria of one role and aspect, pooled: ``supports/diagnosis``, ``contradicts/diagnosis``, …, or ``facts``."""

    family: str
    passes: bool
    why: str
    false_accepts: Rate
    false_rejects: Rate
    answered: Rate
    """Answers other than *unclear*, of all questions asked."""
    failures: Mapping[str, int] = field(default_factory=dict)
    """Typed failures by kind: these are no answers."""
    flips: Rate | None = None
    """Answers that a second asking changed."""
    edits: Rate | None = None
    """Answers that a harmless edit of the report changed."""
    kappa: float | None = None
    mcc: float | None = None
    calibration: Mapping[str, float] = field(default_factory=dict)
    confusion: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """True answer → critic's answer → how often."""
    operators: Mapping[str, Rate] = field(default_factory=dict)
    """False accepts by operator."""
    seen: Rate | None = None
    """False accepts on the operators that whoever tunes a critic may look at."""
    unseen: Rate | None = None
    """False accepts on the third of the operators kept from them."""


@dataclass(frozen=True, slots=True)
class AttackEvidence:
    """How often an attack turned a right answer into one that favours the report."""

    attack: str
    undefended: Rate
    defended: Rate


@dataclass(frozen=True, slots=True)
class GateEvidence:
    """The whole gate on defective and good reports. The unit is a report."""

    setting: GateSetting
    false_accepts: Rate
    """Defective reports accepted in one attempt, over all operators."""
    false_rejects: Rate
    """Good reports (bases and harmless edits) not accepted."""
    attempts: int
    within_attempts: float
    """Upper 95 % bound on P(accepted within ``attempts`` | defective) = 1 - (1 - upper)^attempts."""
    passes: bool
    operators: Mapping[str, Rate] = field(default_factory=dict)
    fair: Rate | None = None
    """Defects accepted, among those whose base is accepted as it is: a gate that refuses all accepts no defect."""
    unfit: Rate | None = None
    """Defects accepted, among those whose facts no longer satisfy the rubric: the others only a case, a corpus or a
    screen can show."""
    origins: Mapping[str, tuple[Rate, Rate]] = field(default_factory=dict)
    """False accepts and false rejects by where base texts came from."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One critic's exam in one language. Whether it may decide is said criterion by criterion."""

    id: str
    critic: str
    """``rules``, ``facts``, a model string, a jury's name, or ``gate/generate`` and ``gate/evaluate``."""
    fingerprint: str
    """Of the critic: its prompts and model, or matcher and concepts. Another fingerprint is another critic."""
    language: Language
    grade: Grade
    exam: str
    """Hash of the exam paper and of the code that counts."""
    issued: str
    """Date, ISO 8601."""
    families: Mapping[str, FamilyEvidence]
    criteria: tuple[CriterionEvidence, ...]
    bases: int
    items: int
    labelled: int = 0
    """Reports labelled by people."""
    raters: int = 0
    agreement: Mapping[str, float] = field(default_factory=dict)
    """Between raters, by coefficient."""
    model_family: str | None = None
    attacks: tuple[AttackEvidence, ...] = ()
    gate: GateEvidence | None = None
    cost: Cost = field(default_factory=Cost)
    notes: tuple[str, ...] = ()
    """What the exam could not do: too few labels, not sampled for the budget, stopped…"""
    revoked: str | None = None
    """Why, if somebody revoked it."""
    schema: int = SCHEMA
