"""Base texts composed by code: the told facts of drawn cases, a sentence each.

The words are the exams' own; where they have none, the planner's that are held out from tuning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count as count_up
from itertools import islice

from casewright.agents.composition import compose, facts_by_section
from casewright.errors import UsageError
from casewright.exams.bases.base import Base
from casewright.exams.bases.wordings import wordings
from casewright.exams.dice import pick
from casewright.exams.truth import rubric_for, standing
from casewright.exams.word_bank import bank
from casewright.plans import CaseRequest, case_sources, draw_case
from casewright.plans.wording.sentence import sentences
from casewright.types import Case, Fact, Language, Order, Report
from casewright.vocabulary.kinds import KINDS, kind

__all__ = ["composed", "recompose"]

LANGUAGES: tuple[Language, ...] = ("en", "es")
MOST_DRAWS = 20
"""Cases drawn for one base; a code whose cases so seldom satisfy its own rubric has a fault elsewhere."""


def composed(
    count: int,
    codes: Sequence[str] | None = None,
    languages: Sequence[Language] = LANGUAGES,
    seed: int = 0,
) -> tuple[Base, ...]:
    """Base texts over these codes, languages and all kinds of document in turn.

    Every one satisfies its code's rubric by its facts, at the level *sufficient*. Its case holds the told facts only:
    what is true but untold is nothing that a text can be asked about.

    Args:
        count: How many.
        codes: Codes with a case source; all of them by default.
        languages: Languages in turn.
        seed: Another seed gives other patients.

    Raises:
        UsageError: a code has no case source, or there is no code or language at all.
    """
    named = tuple(codes) if codes is not None else case_sources()
    if not named or not languages:
        raise UsageError(f"base texts need a code and a language; got {named!r} and {tuple(languages)!r}")
    return tuple(_base(*place, seed) for place in islice(_places(named, tuple(languages)), count))


def recompose(case: Case) -> Report:
    """The told facts in sentences under the headings of the kind, and a line that says who it is about.

    A fact's sentence depends on the case's id and the fact alone, so that a case with one fact changed gives the same
    text but for that fact's sentence.

    Raises:
        InputError: a fact that no sentence tells.
        UnknownNameError: a concept without wording in the case's language.
    """
    told = facts_by_section(case)
    bodies = {name: " ".join(_sentence(fact, case) for fact in facts) for name, facts in told.items()}
    who = bank("identity")[case.language][case.person.gender].format(age=case.person.age)
    bodies["identification"] = f"{who} {bodies.get('identification', '')}".strip()
    return compose(case, bodies)


def _places(codes: tuple[str, ...], languages: tuple[Language, ...]) -> Iterator[tuple[str, Language, str, int]]:
    """Languages change fastest, then codes; each round gives every code the next kind."""
    kinds = tuple(KINDS)
    for number in count_up():
        turn, language = divmod(number, len(languages))
        rounds, code = divmod(turn, len(codes))
        yield codes[code], languages[language], kinds[(code + rounds) % len(kinds)], rounds


def _base(code: str, language: Language, kind_id: str, rounds: int, seed: int) -> Base:
    order = Order(code, language=language, kind=kind_id)
    name = f"composed-{language}-{code.replace('.', '').lower()}-{kind_id}-{seed}"
    rubric = rubric_for(code, kind_id, order.system)
    for draw in range(MOST_DRAWS):
        case = draw_case(CaseRequest(name, order, rounds * MOST_DRAWS + draw, seed, rubric.needs()))
        case = replace(case, facts=tuple(fact for fact in case.facts if fact.told))
        report = recompose(case)
        if standing(case, case.facts, rubric).passes and _long_enough(report):
            return Base(case.id, case, report, "composed", "narrative")
    raise UsageError(f"{MOST_DRAWS} cases of {code!r} drawn for a {kind_id} in {language}: none satisfies its rubric")


def _long_enough(report: Report) -> bool:
    low, high = kind(report.kind).words[report.language]
    return low <= len(report.text.split()) <= high


def _sentence(fact: Fact, case: Case) -> str:
    own = wordings(fact, case)
    if own:
        return pick(own, "wording", case.id, fact.id, fact.status)
    found = list(sentences(fact, case))
    if not found:
        raise UsageError(f"{fact.id}: no sentence tells {fact.concept!r} as {fact.status}")
    unseen = [item.text for item in found if item.held_out]
    return pick(unseen or [item.text for item in found], "wording", case.id, fact.id)
