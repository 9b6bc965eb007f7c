"""Every contract of the gate, on one page: what a case, a report, a vote and a record are.

Values are frozen; nothing here does any work. `casewright.wire` turns them into JSON and back.
Offsets are code points into the report's text, half open: ``text[start:end]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = [
    "AddedContent",
    "Answer",
    "Aspect",
    "Assessment",
    "Attempt",
    "Case",
    "Certainty",
    "Cost",
    "CriterionResult",
    "Decider",
    "Decision",
    "Diagnosis",
    "Diversity",
    "Fact",
    "FactCheck",
    "FactItem",
    "FactState",
    "Fidelity",
    "Identifier",
    "Language",
    "Level",
    "Mention",
    "Method",
    "Need",
    "Order",
    "Outcome",
    "OverlapSpan",
    "Person",
    "Privacy",
    "Quantity",
    "Quote",
    "Reason",
    "ReasonKind",
    "Record",
    "Report",
    "Role",
    "RubricRef",
    "Sample",
    "Section",
    "Severity",
    "Source",
    "Status",
    "Subject",
    "Time",
    "VerdictState",
    "Vote",
    "VoteFailure",
]

Language = Literal["en", "es"]
Status = Literal["present", "absent", "unknown"]
Subject = Literal["patient", "mother", "father", "sibling", "child", "partner", "family", "other"]
Time = Literal["current", "past", "lifetime"]
Source = Literal["patient", "informant", "observed", "record", "test"]
Certainty = Literal["confirmed", "suspected", "ruled_out"]
Severity = Literal["mild", "moderate", "severe"]
Answer = Literal["present", "absent", "not_mentioned", "unclear"]
Method = Literal["rules", "text", "logprob"]
Role = Literal["supports", "contradicts", "documents"]
Aspect = Literal["diagnosis", "severity", "consistency", "risk", "documentation"]
VerdictState = Literal["met", "unmet", "undetermined", "not_applicable"]
Level = Literal["sufficient", "partial", "named"]
Outcome = Literal["accepted", "rejected", "needs_review", "error", "cancelled", "surplus"]
Decider = Literal["gate", "seal", "person", "operator"]
FactState = Literal["told", "missing", "contradicted", "wrong_subject", "wrong_source", "wrong_value"]
ReasonKind = Literal[
    "contradiction",
    "support",
    "uncovered",
    "fact",
    "added",
    "overlap",
    "phi",
    "degenerate",
    "novelty",
    "no_progress",
    "budget",
    "seal",
    "injection",
    "refusal",
    "model_failure",
    "person",
]


@dataclass(frozen=True, slots=True)
class Order:
    """N accepted reports wanted for a code, a language and a kind of document."""

    code: str
    n: int = 1
    language: Language = "en"
    kind: str = "intake"
    system: str = "icd10-who-2019"
    comorbidities: tuple[str, ...] = ()
    targets: Mapping[str, Any] = field(default_factory=dict)
    level: Level = "sufficient"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit: hours, days, weeks, months, years, mg, points, units_per_day, times, kg."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Fact:
    """An atom of a case: a concept with what is said of it, by whom, and whether this document tells it."""

    id: str
    concept: str
    section: str
    status: Status = "present"
    subject: Subject = "patient"
    time: Time = "current"
    source: Source = "patient"
    certainty: Certainty = "confirmed"
    severity: Severity | None = None
    quantity: Quantity | None = None
    told: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """Sex, gender and pronouns are three facts: none is derived from another."""

    age: int
    sex: Literal["female", "male"]
    gender: Literal["woman", "man", "nonbinary"]
    pronouns: Literal["she", "he", "they"]


@dataclass(frozen=True, slots=True)
class Case:
    """What is true of an imagined patient, and what this document tells of it."""

    id: str
    order: str
    index: int
    seed: int
    system: str
    code: str
    comorbidities: tuple[str, ...]
    language: Language
    kind: str
    person: Person
    facts: tuple[Fact, ...]
    traits: Mapping[str, str] = field(default_factory=dict)
    """Drawn attributes that are not told as such: setting, course, register, severity, onset."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a report; ``start`` is after its heading."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """The text that is measured, scored and returned, with its sections."""

    text: str
    sections: tuple[Section, ...]
    language: Language = "en"
    kind: str = "intake"
    masked: bool = False
    """Whether spans that copied the reference corpus were replaced by █, code point for code point."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that code has found in the report at these offsets."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that code has found in a text, with its context: the counterpart of a `Fact`."""

    concept: str
    status: Status
    subject: Subject
    time: Time
    certainty: Certainty
    source: Source
    section: str
    start: int
    end: int
    severity: Severity | None = None
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What a resolved rubric asks of a case, in concept ids; it holds no wording."""

    criterion: str
    role: Role
    want: Literal["present", "not_present", "absent"]
    weight: float
    finds: Mapping[str, Any]
    """The criterion's tree; `casewright.vocabulary.finds` evaluates it on facts as on mentions."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One critic's answer to one criterion: reason, then what shows it, then the answer."""

    critic: str
    criterion: str
    method: Method
    answer: Answer
    reason: str
    quotes: tuple[Quote, ...] = ()
    searched: tuple[str, ...] = ()
    """Section ids searched in vain, for ``not_mentioned``."""
    margin: float | None = None
    """Log-probability margin between the best and the second answer, for ``logprob``."""


@dataclass(frozen=True, slots=True)
class VoteFailure:
    """A critic that did not answer. It is never an answer and never a score."""

    critic: str
    criterion: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """The votes on one criterion, settled and held against what it wants."""

    id: str
    role: Role
    aspect: Aspect
    weight: float
    verdict: VerdictState
    votes: tuple[Vote, ...] = ()
    failures: tuple[VoteFailure, ...] = ()


@dataclass(frozen=True, slots=True)
class Fidelity:
    """Rubric results of a report; a figure without denominator is ``None``."""

    score: float | None
    support: float | None
    coverage: float | None
    contradictions: tuple[str, ...]
    documentation: float | None
    criteria: tuple[CriterionResult, ...]


@dataclass(frozen=True, slots=True)
class FactItem:
    """What became of one told fact in the text."""

    id: str
    state: FactState
    start: int | None = None
    end: int | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class AddedContent:
    """Clinical content in the text that the case does not tell, or that the text has wrong."""

    kind: str
    """diagnosis, medication, dose, score, duration, count, change, symptom, risk, history, treatment, cause, sex, age,
    date or scale_band."""
    concept: str | None
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class FactCheck:
    """The text held to its case."""

    items: tuple[FactItem, ...]
    added: tuple[AddedContent, ...]


@dataclass(frozen=True, slots=True)
class Diversity:
    """Lexical measures of one report. ``None`` where the text is too short for the measure."""

    tokens: int
    ttr: float | None
    mattr: float | None
    mtld: float | None
    hdd: float | None
    readability: Mapping[str, float]
    novelty: float | None = None
    """1 - largest 5-gram Jaccard to an accepted report of the run; set at commit."""
    self_bleu: float | None = None
    """BLEU-4 against the reports of its code that were accepted before it; set at commit."""
    root_ttr: float | None = None
    distinct_2: float | None = None
    """Distinct bigrams of words over bigrams."""
    self_repetition: float | None = None
    """Share of the text's 8-grams of tokens that stood earlier in it."""
    compression_ratio: float | None = None
    """Bytes over gzip bytes."""
    sentences: Mapping[str, float] = field(default_factory=dict)
    """``count``, and ``mean`` and ``sd`` of their lengths in words."""


@dataclass(frozen=True, slots=True)
class OverlapSpan:
    """A span of the *generated* text that stands in the reference corpus."""

    start: int
    end: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier found in the text; ``planned`` where policy expects it."""

    type: str
    start: int
    end: int
    planned: bool


@dataclass(frozen=True, slots=True)
class Privacy:
    """Overlap with what the report was compared with, and identifiers. No reference text is ever in it."""

    reference: str | None
    """Name and size of the corpus compared with, or ``None``: copying was not assessable."""
    longest_run: int | None
    containment_8: float | None
    containment_13: float | None
    nearest: float | None
    spans: tuple[OverlapSpan, ...] = ()
    phi: tuple[Identifier, ...] = ()
    marks: tuple[str, ...] = ()
    """corpus_small, row_is_patient, boilerplate_unknown, prompt_example."""
    limits: Mapping[str, float] = field(default_factory=dict)
    nearest_ratio: float | None = None
    """Distance to the nearest patient's note over that to the second nearest patient's."""
    longest_passage: int | None = None
    """Tokens of the longest passage that stands in a note verbatim or with small changes."""
    fuzzy_containment: float | None = None
    """Share of the text's tokens in passages that stand in a note verbatim or with small changes."""
    nearest_bleu: float | None = None
    """BLEU-4 of the text's likeliest copied stretch against the window it came from."""
    nearest_rouge_l: float | None = None
    """ROUGE-L F1 of the text against the note that shares most with it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an attempt failed or a decision fell. ``target`` is a fact, criterion or check id."""

    kind: ReasonKind
    message: str
    criterion: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One append-only event: what became of a sample, by whom, under which judging."""

    outcome: Outcome
    by: Decider
    judging: str
    reasons: tuple[Reason, ...] = ()
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything measured on one draft. ``None`` for a stage that was not reached."""

    report: Report
    diversity: Diversity | None = None
    privacy: Privacy | None = None
    facts: FactCheck | None = None
    fidelity: Fidelity | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One draft with its assessment and the reasons why it was not the last."""

    number: int
    assessment: Assessment | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What the calls of a sample used. ``usd`` is ``None`` where a price is unknown."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    usd: float | None = None
    thought_tokens: int = 0
    """Of the completion tokens, those of thoughts: counted, never kept."""
    cached: int = 0
    """Of the calls, those that a cache of earlier runs' replies answered, at no cost to this run."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A diagnosis the report states; the code string is the code table's."""

    system: str
    code: str
    role: Literal["principal", "secondary"]
    certainty: Certainty
    course: str
    stated: Literal["title", "none"]


@dataclass(frozen=True, slots=True)
class RubricRef:
    """Which resolved rubric was asked."""

    id: str
    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class Record:
    """One line of an export: a sample, written or only evaluated, with its evidence."""

    schema: int
    id: str
    run: str
    system: str
    code: str
    title: str
    kind: str
    language: Language
    text: str | None
    sections: tuple[Section, ...]
    decision: Decision
    gated_by: tuple[str, ...]
    """What could decide about it: ``facts`` and the critics certified for at least one of its criteria."""
    order: str | None = None
    seed: int | None = None
    synthetic: bool | None = None
    masked: bool = False
    diagnoses: tuple[Diagnosis, ...] = ()
    fidelity: Fidelity | None = None
    facts: FactCheck | None = None
    diversity: Diversity | None = None
    privacy: Privacy | None = None
    case: Case | None = None
    attempts: int | None = None
    history: tuple[Attempt, ...] = ()
    seal: Fidelity | None = None
    models: Mapping[str, str] = field(default_factory=dict)
    rubric: RubricRef | None = None
    cost: Cost = field(default_factory=Cost)
    wording_share: float | None = None
    """Share of quotation characters that are the case's own wording; high for the parrot writer."""
    marks: tuple[str, ...] = ()
    """What must be said of who judged it: ``gate_uncertified``; ``provisional`` or ``gating``, the weakest certificate
    that counted; ``same_family:NAME``; ``seal_uncertified``; ``no_second_family``."""
    certificates: tuple[str, ...] = ()
    """Ids of the certificates that let something decide about it; the run's ledger keeps them."""
    extra: Mapping[str, Any] = field(default_factory=dict)


Sample = Record
"""What `Gate.generate` and `Gate.run` hand out: match on ``sample.decision.outcome``."""
