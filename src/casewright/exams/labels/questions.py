"""Labels as questions of an exam: what most raters answered is the right answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casewright.exams.bases import Base
from casewright.exams.labels.agreement import Agreement, agreement
from casewright.exams.labels.label import Label
from casewright.exams.labels.standing import UnusedLabel, standing
from casewright.exams.paper import Item
from casewright.exams.response import Question
from casewright.graphs.parts import Resolver
from casewright.rubrics import Criterion
from casewright.types import Answer, Case, Person, Report
from casewright.vocabulary.kinds import split_sections

__all__ = ["LabelledSet", "labelled_questions"]

ADULT = 40
"""Age given to people's reports where the criteria that they were asked don't bound it: ours are of adults."""


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """People's answers as questions, and what of them could not be used."""

    questions: tuple[Question, ...]
    reports: tuple[str, ...]
    """Ids of the reports that questions are asked about."""
    raters: tuple[str, ...]
    agreement: Agreement
    """Between raters, on the labels that hold."""
    stale: tuple[UnusedLabel, ...] = ()
    """Of another wording, or of one that they don't name."""
    unknown: tuple[UnusedLabel, ...] = ()
    """Of criteria that don't exist, or aren't asked of their kind of document."""
    disputed: tuple[tuple[str, str], ...] = ()
    """(report, criterion) on which as many raters said one thing as another."""
    notes: tuple[str, ...] = ()


def labelled_questions(labels: Iterable[Label], resolve: Resolver, *, assume_current: bool = False) -> LabelledSet:
    """The questions that labels answer.

    Args:
        labels: From one file or several.
        resolve: Gives the rubric for a (system, code, kind).
        assume_current: Whether labels without a hash are taken as answers to today's wording.

    Raises:
        InputError: a label of no code, or of one that has no rubric.
    """
    found = standing(labels, resolve, assume_current=assume_current)
    settled = dict(_settled(found.holds))
    kept = {unit: answer for unit, answer in settled.items() if answer is not None}
    questions = tuple(_questions(found.holds, kept))
    disputed = tuple(unit for unit, answer in settled.items() if answer is None)
    holding = [label for label, _ in found.holds]
    agreed = agreement(holding)
    return LabelledSet(
        questions,
        reports=tuple(dict.fromkeys(question.item.id for question in questions)),
        raters=agreed.raters,
        agreement=agreed,
        stale=tuple(item for item in found.unused if item.why in ("stale", "no_hash")),
        unknown=tuple(item for item in found.unused if item.why in ("unknown", "not_asked")),
        disputed=disputed,
        notes=(*found.told(), *_notes(found.carried, disputed, questions, agreed)),
    )


def _settled(holds: Sequence[tuple[Label, Criterion]]) -> Iterator[tuple[tuple[str, str], Answer | None]]:
    """What most raters of a question answered; ``None`` where no answer has more than every other."""
    votes: dict[tuple[str, str], Counter[Answer]] = defaultdict(Counter)
    for label, criterion in holds:
        votes[label.report, criterion.id][label.answer] += 1
    for unit, counts in votes.items():
        first, *rest = counts.most_common(2)
        yield unit, None if rest and rest[0][1] == first[1] else first[0]


def _questions(
    holds: Sequence[tuple[Label, Criterion]], settled: Mapping[tuple[str, str], Answer]
) -> Iterator[Question]:
    asked: dict[str, dict[str, Criterion]] = defaultdict(dict)
    first: dict[str, Label] = {}
    for label, criterion in holds:
        if (label.report, criterion.id) in settled:
            first.setdefault(label.report, label)
            asked[label.report][criterion.id] = criterion
    for report, criteria in asked.items():
        item = _item(first[report], criteria.values())
        yield from (Question(item, criterion, settled[report, name]) for name, criterion in criteria.items())


def _item(label: Label, criteria: Iterable[Criterion]) -> Item:
    """The report without a case's facts: nothing is known of it but what raters said."""
    sections = split_sections(label.text, label.language, label.kind)
    report = Report(label.text, sections, label.language, label.kind)
    person = Person(_age(criteria), "female", "woman", "she")  # nobody asks a case without facts
    case = Case(
        label.report, "people", 0, 0, label.system, label.code, (), label.language, label.kind, person, facts=()
    )
    return Item(label.report, Base(label.report, case, report, "people"), "base", "", report, None, label.code)


def _age(criteria: Iterable[Criterion]) -> int:
    """One at which every labelled question is asked: that it was answered says that it applies."""
    ages = [item.ages for item in criteria]
    low = max((bound.min for bound in ages if bound.min is not None), default=0)
    high = min((bound.max for bound in ages if bound.max is not None), default=ADULT)
    return int(min(max(low, ADULT), max(low, high)))


def _notes(
    carried: int, disputed: Sequence[tuple[str, str]], questions: Sequence[Question], agreed: Agreement
) -> Iterator[str]:
    if carried:
        yield f"{carried} labels answer a former wording that is editorially the same"
    if disputed:
        yield f"{len(disputed)} questions left out: as many raters said one thing as another"
    if len({question.truth for question in questions}) == 1:
        yield f"people gave one answer to all questions, {questions[0].truth!r}: errors of one kind can't be seen"
    if agreed.why:
        yield agreed.why
