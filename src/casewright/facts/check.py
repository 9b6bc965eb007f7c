"""The fact check: a text held to its case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casewright.facts.added import added_mentions
from casewright.facts.age import age_problems, find_ages
from casewright.facts.agreement import agreement_problems
from casewright.facts.causes import added_causes, fused_facts
from casewright.facts.dates import date_problems
from casewright.facts.gender import gender_problems
from casewright.facts.lexicon import added_amounts, added_names
from casewright.facts.pronouns import pronoun_problems
from casewright.facts.reading import Passage, read_passages
from casewright.facts.scales import band_problems
from casewright.facts.told import Telling, tell
from casewright.facts.verbatim import find_verbatim
from casewright.facts.wording import FactWording, own_wording
from casewright.types import AddedContent, Case, FactCheck, Mention, Report
from casewright.vocabulary.kinds import kind as find_kind

__all__ = ["check_facts"]


def check_facts(case: Case, report: Report, mentions: Sequence[Mention]) -> FactCheck:
    """Holds a report to its case: every told fact in it, and nothing clinical added.

    Args:
        case: What is true and what is told; ``case.language`` is the language read.
        report: The text with its sections.
        mentions: The concepts found in it, with their context (``find_mentions(report)``).

    Returns:
        One item for each told fact, in the case's order, and the added content in the text's order.
    """
    wordings = own_wording(case)
    passages = read_passages(report, mentions, case.language)
    verbatim = find_verbatim(wordings, [passage.sentence for passage in passages])
    telling = tell(wordings, passages, verbatim)
    added = [*_content(case, passages, wordings, telling), *_person(case, report, passages)]
    return FactCheck(telling.items, tuple(sorted(added, key=lambda item: (item.start, item.end, item.kind))))


def _content(
    case: Case, passages: Sequence[Passage], wordings: Sequence[FactWording], telling: Telling
) -> Iterator[AddedContent]:
    yield from added_mentions(case, passages, telling)
    yield from added_names(passages, wordings, telling)
    ages = [(age.start, age.end) for age in find_ages(passages, case.language)]
    yield from added_amounts(passages, wordings, telling, ages)
    yield from added_causes(passages, wordings, telling, case.language)
    yield from fused_facts(passages, wordings, telling, case.language)
    for passage in passages:
        yield from band_problems(passage.sentence, passage.scores, case.language)


def _identifies(kind: str) -> bool:
    """Whether this kind of document has to identify its patient."""
    return any(section.id == "identification" and section.required for section in find_kind(kind).sections)


def _person(case: Case, report: Report, passages: Sequence[Passage]) -> Iterator[AddedContent]:
    person, language = case.person, case.language
    yield from age_problems(find_ages(passages, language), person, wanted=_identifies(case.kind))
    yield from gender_problems(passages, person, language)
    yield from pronoun_problems(passages, person, language)
    if language == "es":
        yield from agreement_problems(passages, person)
    yield from date_problems(passages, report.text, person)
