"""The rubrics and concept terms that ship with us: complete, clean, and right on their own goldens."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import cache

import pytest
from _pytest.mark import ParameterSet

from casewright.agents.rules_critic import RulesCritic
from casewright.icd10 import table
from casewright.rubrics import Criterion, ResolvedRubric, lint, resolve
from casewright.rubrics.checks.observing import CHECKS
from casewright.rubrics.layers import load_library
from casewright.rubrics.matching import find_mentions
from casewright.rubrics.matching.concept_terms import concept_terms
from casewright.rubrics.schema import GoldenEntry
from casewright.types import Answer, Language, Mention, Report, Vote
from casewright.vocabulary import concepts
from casewright.vocabulary.finds import concepts_of
from casewright.vocabulary.kinds import split_sections

LANGUAGES: tuple[Language, ...] = ("en", "es")
CASED = ("F10.2", "F20.0", "F32.0", "F32.1", "F32.2", "F41.1", "F43.1")
SAY_MORE = {
    "F05.1": {"dx-dementia"},
    "F10.7": {"dx-substance-psychosis"},
    "F43": {"dx-adjustment-disorder"},
}
"""Titles that name another diagnosis too."""
DEPRESSIVE = ("F32.0", "F32.1", "F32.2")


@cache
def rubric_goldens() -> Mapping[str, tuple[GoldenEntry, ...]]:
    library = load_library(())
    return {name.partition(":")[2]: tuple(stack[0].entry.goldens) for name, stack in library.stacks.items()}


def golden_cases() -> list[ParameterSet]:
    return [
        pytest.param(code, golden, id=f"{code}-{index}-{golden.language}")
        for code, goldens in rubric_goldens().items()
        for index, golden in enumerate(goldens)
    ]


def as_report(golden: GoldenEntry) -> Report:
    sections = split_sections(golden.text, golden.language, golden.kind)
    return Report(golden.text, sections, language=golden.language, kind=golden.kind)


def judge(golden: GoldenEntry, rubric: ResolvedRubric) -> dict[str, Vote]:
    age = None if golden.age is None else int(golden.age)
    votes = asyncio.run(RulesCritic().review(as_report(golden), rubric, age))
    return {vote.criterion: vote for vote in votes if isinstance(vote, Vote)}


def is_met(criterion: Criterion, answer: Answer) -> bool:
    wanted = {"present": ("present",), "absent": ("absent",), "not_present": ("absent", "not_mentioned")}
    return answer in wanted[criterion.want]


def contradictions(rubric: ResolvedRubric, votes: Mapping[str, Vote]) -> list[str]:
    vetoes = [item for item in rubric.criteria if item.role == "contradicts" and item.id in votes]
    return [item.id for item in vetoes if not is_met(item, votes[item.id].answer)]


def support(rubric: ResolvedRubric, votes: Mapping[str, Vote]) -> float:
    asked = [item for item in rubric.criteria if item.role == "supports" and item.id in votes]
    met = sum(item.weight for item in asked if is_met(item, votes[item.id].answer))
    return met / sum(item.weight for item in asked)


def stands_for(golden: GoldenEntry, code: str) -> bool:
    """Whether its author wrote it as a case of the code: no criterion that matters is expected unmet."""
    items = [item for item in resolve(code, kind=golden.kind).criteria if item.id in golden.answers]
    grave = [item for item in items if item.role == "contradicts" or (item.role == "supports" and item.weight > 1)]
    return all(is_met(item, golden.answers[item.id]) for item in grave)


def mentions_of(text: str, language: Language) -> dict[str, Mention]:
    return {mention.concept: mention for mention in find_mentions(Report(text, (), language=language))}


def test_every_concept_has_terms_in_both_languages() -> None:
    """A concept that a critic can't recognise in one language would make its criteria unmeetable there."""
    known = {(term.concept, term.language) for term in concept_terms() if term.use == "present"}
    told = [name for name, item in concepts().items() if item.category != "quality"]  # those a check finds
    missing = [(name, language) for name in told for language in LANGUAGES if (name, language) not in known]
    assert missing == []


def test_common_symptoms_have_many_wordings() -> None:
    """The symptoms that rubrics weigh are told in many ways."""
    symptoms = ("depressed-mood", "anhedonia", "low-energy", "insomnia", "anxiety", "auditory-hallucinations")
    for name in symptoms:
        for language in LANGUAGES:
            count = sum(term.concept == name and term.language == language for term in concept_terms())
            assert count >= 5, (name, language, count)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name, item in concepts().items() if item.codes])
def test_a_diagnosis_is_recognised_by_its_titles(name: str, language: Language) -> None:
    """The tables' own titles, read at run time, are recognised as the diagnosis, present and confirmed."""
    for code in concepts()[name].codes:
        found = mentions_of(table().title(code, language).text, language)
        assert name in found, code
        assert (found[name].status, found[name].certainty) == ("present", "confirmed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_neighbours_are_not_confused(language: Language) -> None:
    """A title is found as its own diagnosis and as all that hold it, never as a neighbour."""
    for name, item in concepts().items():
        for code in item.codes:
            found = {other for other in mentions_of(table().title(code, language).text, language) if other != name}
            wider = {other for other, it in concepts().items() if any(code.startswith(above) for above in it.codes)}
            wrong = {other for other in found - wider if other.startswith("dx-")}
            assert wrong <= SAY_MORE.get(code, set()), code
            assert wider - {name} <= found, code


def test_rubrics_lint_without_findings() -> None:
    """No error, and no warning either: every criterion names its clause and something to find."""
    assert [str(finding) for finding in lint()] == []


def test_every_criterion_names_known_concepts() -> None:
    """What a criterion finds is in the vocabulary and has terms."""
    known = {term.concept for term in concept_terms()} | set(CHECKS)
    for code in CASED:
        for criterion in resolve(code, kind="intake").criteria:
            assert concepts_of(criterion.finds) <= known, criterion.id


@pytest.mark.parametrize("code", CASED)
def test_every_cased_code_has_its_own_rubric_and_goldens(code: str) -> None:
    """Each code with cases has a rubric of its own, with at least two goldens in each language."""
    assert resolve(code, kind="intake").id == f"who:{code}"
    languages = [golden.language for golden in rubric_goldens()[code]]
    assert languages.count("en") >= 2
    assert languages.count("es") >= 2


@pytest.mark.parametrize(("code", "golden"), golden_cases())
def test_golden(code: str, golden: GoldenEntry) -> None:
    """The rules critic gives each golden the answers that its author expects."""
    votes = judge(golden, resolve(code, kind=golden.kind))
    got = {name: votes[name].answer for name in golden.answers if name in votes}
    assert got == golden.answers


@pytest.mark.parametrize(("code", "golden"), golden_cases())
def test_a_golden_meets_no_contradiction_that_it_does_not_expect(code: str, golden: GoldenEntry) -> None:
    """A veto that fires on a golden is one that its author named."""
    rubric = resolve(code, kind=golden.kind)
    votes = judge(golden, rubric)
    expected = {name for name, answer in golden.answers.items() if answer == "present"}
    assert set(contradictions(rubric, votes)) <= expected


@pytest.mark.parametrize("code", DEPRESSIVE)
@pytest.mark.parametrize("other", DEPRESSIVE)
def test_depressive_siblings_are_told_apart(code: str, other: str) -> None:
    """A golden that stands for its code passes under it, and under a sibling's is contradicted or misses support."""
    for golden in rubric_goldens()[code]:
        if not stands_for(golden, code):
            continue
        rubric = resolve(other, kind=golden.kind)
        votes = judge(golden, rubric)
        passes = not contradictions(rubric, votes) and support(rubric, votes) >= 0.8
        assert passes == (code == other), golden.text[:80]


@pytest.mark.parametrize("code", CASED)
@pytest.mark.parametrize("other", CASED)
def test_goldens_fail_under_other_codes(code: str, other: str) -> None:
    """No golden that its own rubric passes would pass under another code's."""
    for golden in rubric_goldens()[code]:
        own = resolve(code, kind=golden.kind)
        if code == other or contradictions(own, judge(golden, own)):
            continue
        rubric = resolve(other, kind=golden.kind)
        votes = judge(golden, rubric)
        assert contradictions(rubric, votes) or support(rubric, votes) < 0.8, golden.text[:80]


@pytest.mark.parametrize(
    ("text", "language", "concept", "status"),
    [
        ("She is euthymic.", "en", "depressed-mood", "absent"),
        ("Sleeping well, appetite good.", "en", "insomnia", "absent"),
        ("Denies SI, HI, AH or VH.", "en", "suicidal-ideation", "absent"),
        ("Denies SI, HI, AH or VH.", "en", "visual-hallucinations", "absent"),
        ("No suicidal thoughts, no plan.", "en", "suicidal-plan", "absent"),
        ("A&O x3, insight poor.", "en", "insight", "absent"),
        ("Orientado en tiempo y espacio.", "es", "oriented", "present"),
        ("Desorientado en tiempo.", "es", "oriented", "absent"),
        ("Duerme bien y come con normalidad.", "es", "insomnia", "absent"),
        ("Niega ideas de suicidio.", "es", "suicidal-ideation", "absent"),
        ("Diagnosticada de TEPT.", "es", "dx-ptsd", "present"),
        ("MDD, single episode, moderate.", "en", "dx-moderate-depressive-episode", "present"),
    ],
)
def test_wordings_that_say_so(text: str, language: Language, concept: str, status: str) -> None:
    """Telegraphic forms, abbreviations and wordings that by themselves deny."""
    assert mentions_of(text, language)[concept].status == status


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("OCT showed a normal depression of the fovea.", "en", "depressed-mood"),
        ("Anxious to leave the ward before noon.", "en", "anxiety"),
        ("A manic schedule at the office.", "en", "mania"),
        ("Pain in the joints and a swollen knee.", "en", "cannabis-use"),
        ("PHQ-9 17, in the moderately severe depression range.", "en", "dx-severe-depressive-episode"),
        ("Se aprecia una depresión foveal.", "es", "depressed-mood"),
        ("Electrocoagulación bipolar.", "es", "dx-bipolar-disorder"),
        ("Anorexia nerviosa en la adolescencia.", "es", "low-appetite"),
        ("Trastorno depresivo recurrente, episodio actual moderado.", "es", "dx-moderate-depressive-episode"),
    ],
)
def test_false_friends_are_masked(text: str, language: Language, concept: str) -> None:
    """Words that look like a concept and are none."""
    assert concept not in mentions_of(text, language)
