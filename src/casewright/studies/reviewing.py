"""What the rules critic makes of a text under any code: its mentions are found once, each question is answered once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Literal, get_args

from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import shipped_certificates
from casewright.graphs.gating import Gating
from casewright.graphs.granting import gating_of
from casewright.graphs.parts import Limits
from casewright.graphs.verdicts import verdict_of
from casewright.overlays import RUBRICS, per_overlay
from casewright.rubrics import Criterion, resolve
from casewright.rubrics.checks.observing import CHECKS
from casewright.rubrics.checks.reading import Reading as Checked
from casewright.rubrics.matching import find_mentions
from casewright.settings.judging import Judging
from casewright.studies.masking import mask
from casewright.studies.material import RealNote, StudyReport
from casewright.types import Answer, Language, Mention, Report, Section, VerdictState
from casewright.vocabulary.finds import concepts_of, evaluate
from casewright.vocabulary.kinds import kinds
from casewright.vocabulary.kinds.splitting import split_sections

__all__ = ["KIND", "Asked", "Reading", "Review", "Ruling", "asked_under", "reading_of", "reading_of_note", "review"]

KIND = "consultation"
"""The nearest of our kinds for a document whose kind nobody told."""
Ruling = Literal["accepts", "refuses", "leaves open"]
LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion with what its answer hangs on, worked out once."""

    criterion: Criterion
    concepts: frozenset[str]
    key: str
    """Alike for criteria whose trees are: they are answered once a text."""
    examined: frozenset[Language]
    """Languages in which the certificates that ship let the rules critic decide it."""


@per_overlay(RUBRICS, "concepts", "kinds", "vocabulary")
def asked_under(system: str, code: str, kind: str) -> tuple[Asked, ...]:
    """What a document of this kind is asked under a code, the base's and the blocks' questions included.

    Raises:
        UnknownCodeError: the table has no such code.
        UnknownNameError: no such kind or system.
    """
    applicable = resolve(code, kind=kind, system=system).applicable()
    return tuple(Asked(item, concepts_of(item.finds), repr(item.finds), _examined(item)) for item in applicable)


class Reading:
    """A text, whole or masked, as the rules critic sees it."""

    def __init__(self, report: Report, age: int | None = None) -> None:
        self.report, self.age = report, age
        self._answers: dict[str, Answer] = {}

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[Mention]]:
        """The mentions of the text by concept."""
        return _by_concept(self._found)

    @cached_property
    def observed(self) -> Mapping[str, Sequence[Mention]]:
        """With what every check derives from them, as `casewright.rubrics.checks.observing.observe` does."""
        checked = Checked.of(self.report, self._found)
        derived = [mention for check in CHECKS.values() for mention in check(checked)]
        return _by_concept((*self._found, *derived))

    def answer(self, asked: Asked) -> Answer:
        """As the rules critic would; what has nothing to find it can't tell."""
        if not asked.criterion.finds:
            return "unclear"
        if asked.key not in self._answers:
            self._answers[asked.key] = self._answered(asked)
        return self._answers[asked.key]

    @cached_property
    def _found(self) -> tuple[Mention, ...]:
        return find_mentions(self.report)

    def _answered(self, asked: Asked) -> Answer:
        seen = self.mentions if asked.concepts.isdisjoint(CHECKS) else self.observed
        own = [mention for name in asked.concepts for mention in seen.get(name, ())]
        if not own:
            return "not_mentioned"  # nothing could show it (casewright.rubrics.answering)
        own.sort(key=lambda mention: (mention.start, mention.end))
        finding = evaluate(_without(asked.criterion.finds, seen), own, self.age)
        return finding.answer if finding.shown_by else "not_mentioned"


def _without(tree: Mapping[str, Any], seen: Mapping[str, Sequence[Mention]]) -> Mapping[str, Any]:
    """The tree without alternatives that nobody mentions: they change no answer, and most of a tree is such."""
    if "any" in tree:
        kept = (part for part in tree["any"] if part.get("concept", part) is part or part["concept"] in seen)
        return {"any": [_without(part, seen) for part in kept]}
    if "all" in tree:
        return {"all": [_without(part, seen) for part in tree["all"]]}
    if "count" in tree:
        return {**tree, "of": [_without(part, seen) for part in tree["of"]]}
    return {"not": _without(tree["not"], seen)} if "not" in tree else tree


@dataclass(frozen=True, slots=True)
class Review:
    """What the answers come to under one code, figured as the gate does."""

    support: float | None
    coverage: float | None
    documentation: float | None
    contradictions: tuple[str, ...]
    verdicts: tuple[tuple[Criterion, VerdictState], ...] = field(repr=False)

    @property
    def ruling(self) -> Ruling:
        """What a gate in which the rules critic alone decides would make of it at the level *sufficient*."""
        if self.contradictions or (self.support is not None and self.support < LIMITS.levels["sufficient"]):
            return "refuses"
        undecided = any(item.role == "contradicts" and state == "undetermined" for item, state in self.verdicts)
        covered = self.coverage is not None and self.coverage >= LIMITS.coverage
        return "accepts" if covered and not undecided else "leaves open"


def review(reading: Reading, system: str, code: str, *, examined: bool = False) -> Review:
    """The rules critic alone, under a code.

    Args:
        reading: The text.
        system: The code system.
        code: The code.
        examined: Whether it decides only what its certificates let it, as in a gate; else whatever it can answer.

    Raises:
        UnknownCodeError: the table has no such code.
        UnknownNameError: no such system.
    """
    asked = [item for item in asked_under(system, code, reading.report.kind) if _applies(item, reading)]
    verdicts = tuple((item.criterion, _verdict(item, reading, examined=examined)) for item in asked)
    supports = [(item, state) for item, state in verdicts if item.role == "supports"]
    told = [(item, state) for item, state in supports if state in ("met", "unmet")]
    notes = [state == "met" for item, state in verdicts if item.role == "documents" and state in ("met", "unmet")]
    return Review(
        support=_share((item for item, state in told if state == "met"), (item for item, _ in told)),
        coverage=_share((item for item, _ in told), (item for item, _ in supports)),
        documentation=sum(notes) / len(notes) if notes else None,
        contradictions=tuple(item.id for item, state in verdicts if item.role == "contradicts" and state == "unmet"),
        verdicts=verdicts,
    )


def reading_of(report: StudyReport, *, masked: bool = False) -> Reading:
    """A report of an arm; sections are its record's, or found by their headings in the unmasked text."""
    kind = report.kind if report.kind in kinds() else KIND
    kept = report.record.get("sections") or ()
    sections = tuple(Section(item["id"], item["start"], item["end"]) for item in kept)
    sections = sections or split_sections(report.text, report.language, kind)
    text = mask(report.text, report.language).text if masked else report.text
    case = report.record.get("case") or {}
    return Reading(Report(text, sections, report.language, kind), case.get("person", {}).get("age"))


def reading_of_note(note: RealNote, *, masked: bool = False) -> Reading:
    """A real note, whose kind and age nobody told."""
    text = mask(note.text, note.language).text if masked else note.text
    return Reading(Report(text, split_sections(note.text, note.language), note.language, KIND))


def _applies(asked: Asked, reading: Reading) -> bool:
    return asked.criterion.applies(reading.report.kind, reading.age)


def _verdict(asked: Asked, reading: Reading, *, examined: bool) -> VerdictState:
    if examined and reading.report.language not in asked.examined:
        return "undetermined"
    return verdict_of(reading.answer(asked), asked.criterion.want)


def _examined(criterion: Criterion) -> frozenset[Language]:
    critic = RulesCritic()
    languages: tuple[Language, ...] = get_args(Language)
    return frozenset(language for language in languages if _gating().may(critic.name, criterion, language))


@cache
def _gating() -> Gating:
    return gating_of(shipped_certificates(), [RulesCritic()], judging=Judging(), limits=LIMITS)


def _by_concept(mentions: Sequence[Mention]) -> Mapping[str, Sequence[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.concept].append(mention)
    return found


def _share(part: Iterator[Criterion], whole: Iterator[Criterion]) -> float | None:
    total = sum(item.weight for item in whole)
    return sum(item.weight for item in part) / total if total else None
