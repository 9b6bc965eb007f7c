"""The exams' own wordings of facts: many to a concept, written without the planner's words or a critic's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from casewright.exams.bases.lengths import said_length
from casewright.exams.word_bank import bank, has_bank
from casewright.plans.cases.latent import default_source
from casewright.types import Case, Fact, Language
from casewright.vocabulary.concepts import concept
from casewright.vocabulary.quantities import days

__all__ = ["wordings"]

NOW = frozenset({"current", "lifetime"})


def wordings(fact: Fact, case: Case) -> tuple[str, ...]:
    """The sentences that tell this fact, or none where the bank has no words for it as it is.

    It speaks of the patient, for certain, by whoever usually says such things; doses, scores and counts it has not.
    """
    form = _form(fact)
    if form is None or not _plain(fact):
        return ()
    found = _words(case.language).get(fact.concept, {}).get(form, ())
    ending = "a" if case.person.gender == "woman" else "o"
    length = said_length(fact.quantity, case.language) if fact.quantity else ""
    return tuple(text.replace("{o}", ending).replace("{length}", length) for text in found)


@cache
def _words(language: Language) -> Mapping[str, Mapping[str, Sequence[str]]]:
    banks = [bank(f"{name}_{language}") for name in ("wordings", "more_wordings") if has_bank(f"{name}_{language}")]
    joined = {key: told for words in banks for key, told in words.items()}
    return cast("Mapping[str, Mapping[str, Sequence[str]]]", joined)


def _form(fact: Fact) -> str | None:
    if fact.quantity is not None:
        return "lasting" if fact.status == "present" and days(fact.quantity) is not None else None
    if fact.status == "unknown":
        return None
    return fact.severity if fact.status == "present" and fact.severity is not None else fact.status


def _plain(fact: Fact) -> bool:
    meant = concept(fact.concept)
    mine = fact.subject == "patient" and fact.certainty == "confirmed"
    timely = fact.time in NOW or meant.category == "event"
    return mine and timely and fact.source == default_source(meant.category)
