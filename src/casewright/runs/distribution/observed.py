"""What a sample tells of itself: who the patient is, how its first and its accepted text read, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casewright.measures.diversity.readability import FORMULAS
from casewright.runs.distribution.ages import age_group
from casewright.types import Case, Diversity, Fact, Language, Outcome, Reason, Record
from casewright.vocabulary.concepts import concepts

__all__ = ["FORMULA", "TRAITS", "Observed", "Read", "case_traits", "observe", "tells_symptom"]

TRAITS = ("severity", "course", "setting", "stressor", "comorbidity")
"""Traits of a case that orders and populations have shares for, beside age and sex."""

FORMULA: Mapping[Language, str] = {language: next(iter(names)) for language, names in FORMULAS.items()}
"""The formula of each language that readability is told by."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it reads: its length in tokens and its readability by the formula of its language."""

    tokens: int
    readability: float | None


@dataclass(frozen=True, slots=True)
class Observed:
    """A sample without its texts. ``written`` is the first draft that came, ``final`` the text that was decided on."""

    id: str
    order: str
    code: str
    language: Language
    kind: str
    outcome: Outcome
    attempts: int
    traits: Mapping[str, str] = field(default_factory=dict)
    symptoms: int | None = None
    written: Read | None = None
    final: Read | None = None
    reasons: tuple[str, ...] = ()
    """Ids of what spoke against it, such as ``support:core-symptoms``."""

    @property
    def passed(self) -> bool:
        """Whether it was let through, also where its order was full."""
        return self.outcome in ("accepted", "surplus")

    @property
    def tried(self) -> bool:
        """Whether the gate or a person decided about it, as opposed to a run that was cancelled."""
        return self.outcome != "cancelled"


def observe(record: Record) -> Observed:
    """What a record tells."""
    case = record.case
    return Observed(
        id=record.id,
        order=record.order or "",
        code=record.code,
        language=record.language,
        kind=record.kind,
        outcome=record.decision.outcome,
        attempts=record.attempts or 0,
        traits=case_traits(case) if case else {},
        symptoms=sum(tells_symptom(fact) for fact in case.facts) if case else None,
        written=_first(record),
        final=_read(record.diversity, record.language) if record.text is not None else None,
        reasons=tuple(dict.fromkeys(_reason(reason, case) for reason in record.decision.reasons)),
    )


def case_traits(case: Case) -> dict[str, str]:
    """Age group, sex and the drawn traits that orders and populations have shares for."""
    told = {name: case.traits[name] for name in TRAITS if name in case.traits}
    return {"age": age_group(case.person.age), "sex": case.person.sex, **told}


def tells_symptom(fact: Fact) -> bool:
    """A symptom that the document says the patient has now."""
    own = fact.told and fact.status == "present" and fact.subject == "patient" and fact.time == "current"
    known = concepts().get(fact.concept)
    return own and known is not None and known.category == "symptom"


def _first(record: Record) -> Read | None:
    for attempt in record.history:
        if attempt.assessment is not None:
            return _read(attempt.assessment.diversity, record.language)
    return _read(record.diversity, record.language) if record.text is not None else None


def _read(measured: Diversity | None, language: Language) -> Read | None:
    return None if measured is None else Read(measured.tokens, measured.readability.get(FORMULA[language]))


def _reason(reason: Reason, case: Case | None) -> str:
    """A fact is named by its concept: ids of facts mean nothing beyond their case, nor do those of other samples."""
    target = reason.criterion or reason.target
    if reason.kind == "fact" and case is not None:
        target = next((fact.concept for fact in case.facts if fact.id == reason.target), target)
    return reason.kind if target is None or reason.kind == "novelty" else f"{reason.kind}:{target}"
