"""Deep categories carry goldens of every kind, and every criterion of theirs is exercised with every answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pytest

from casewright.rubrics.layers import Library, load_library
from casewright.rubrics.places import TableTree
from casewright.rubrics.resolution import resolve_in

DEEP = ("F03", "F05", "F10", "F20", "F25", "F31", "F32", "F33", "F41", "F43", "F60.3", "F90")
LANGUAGES = ("en", "es")
TAGS = frozenset({"comorbid", "rule-out", "remission", "history-only", "wrong-source", "telegraphic"})
ANSWERS = ("present", "absent", "not_mentioned")

TOLD = "asks whether the report tells it: what is denied is told too"
SILENT = "asks whether somebody else tells it: only silence says no"
UNREACHABLE = {
    ("F03", "informant-documented", "absent"): SILENT,
    ("F03", "consciousness-documented", "absent"): TOLD,
    ("F03", "severity-shown", "absent"): TOLD,
    ("F05", "baseline-documented", "absent"): TOLD,
    ("F05.9", "kind-left-open", "absent"): TOLD,
    ("F10.0", "complication-asked", "absent"): TOLD,
    ("F10.2", "complications-asked", "absent"): TOLD,
    ("F10.2", "treatment-before-documented", "absent"): TOLD,
    ("F10.3", "seizures-asked", "absent"): TOLD,
    ("F20", "social-decline-documented", "absent"): TOLD,
    ("F32", "earlier-episodes-documented", "absent"): TOLD,
    ("F33", "interval-documented", "absent"): TOLD,
    ("F43", "head-injury-asked", "absent"): TOLD,
    ("F60.3", "self-harm-told", "absent"): TOLD,
    ("F90", "impairment-documented", "absent"): TOLD,
    ("F90", "informants-documented", "absent"): SILENT,
}
"""What no text can answer, by rubric, criterion and answer, with the reason."""


@cache
def library() -> Library:
    return load_library(())


def places(category: str) -> list[str]:
    """Ids of the category's rubric and of all below it."""
    codes = (name.partition(":")[2] for name in library() if name.startswith("who:"))
    return [code for code in codes if code == category or code.startswith(f"{category}.") or code[:-1] == category]


@cache
def tags(code: str) -> tuple[str, ...]:
    """The comment above each golden of a file, in order; empty where there is none."""
    lines = files("casewright.rubrics").joinpath("library", f"{code}.yaml").read_text("utf-8").splitlines()
    start = lines.index("goldens:") if "goldens:" in lines else len(lines)
    heads = [number for number in range(start, len(lines)) if lines[number].startswith("  - ")]
    above = (lines[number - 1].strip() for number in heads)
    return tuple(line.removeprefix("# ") if line.startswith("# ") else "" for line in above)


def tagged(category: str) -> list[tuple[str, str]]:
    """Language and tag of every golden of the category."""
    return [
        (golden.language, tag)
        for code in places(category)
        for golden, tag in zip(library()[f"who:{code}"].entry.goldens, tags(code), strict=True)
    ]


@cache
def origins(code: str, kind: str) -> dict[str, str]:
    """The rubric that each criterion comes from, as a document of the kind is asked it."""
    rubric = resolve_in(library(), TableTree(), f"who:{code}", kind)
    return {item.id: item.origin.rubric.partition(":")[2] for item in rubric.criteria}


def exercised(category: str) -> Counter[tuple[str, str, str]]:
    """How often the goldens expect an answer of a criterion of one of the category's files."""
    return Counter(
        (origins(code, golden.kind).get(name, ""), name, answer)
        for code in places(category)
        for golden in library()[f"who:{code}"].entry.goldens
        for name, answer in golden.answers.items()
    )


def wanted(category: str) -> Iterator[tuple[str, str, str]]:
    """Every answer of every criterion that the category's files write; a differential's compiled ones aren't."""
    for code in places(category):
        for name in library()[f"who:{code}"].entry.criteria:
            yield from ((code, name, answer) for answer in ANSWERS)


@pytest.mark.parametrize("category", DEEP)
def test_a_deep_category_has_twelve_goldens_and_six_a_language(category: str) -> None:
    """An evaluator of either language finds enough cases."""
    counts = Counter(language for language, _ in tagged(category))
    assert counts.total() >= 12
    assert all(counts[language] >= 6 for language in LANGUAGES), counts


@pytest.mark.parametrize("category", DEEP)
def test_every_golden_says_what_it_is_a_case_of(category: str) -> None:
    """The comment above a golden is one of seven words."""
    assert {tag for _, tag in tagged(category)} <= {*TAGS, "typical"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("category", DEEP)
def test_the_cases_that_mislead_a_critic_are_there(category: str, language: str) -> None:
    """In each language: comorbidity, rule-out, remission, history only, another person's symptoms, telegraphic."""
    assert TAGS - {tag for spoken, tag in tagged(category) if spoken == language} == set()


@pytest.mark.parametrize("category", DEEP)
def test_every_criterion_is_exercised_with_every_answer(category: str) -> None:
    """Present, absent and not mentioned, each at least once, but for what can't be."""
    seen = exercised(category)
    assert [item for item in wanted(category) if not seen[item] and item not in UNREACHABLE] == []


def test_exceptions_are_of_use() -> None:
    """What is excused exists, and no golden shows it after all."""
    every = {item for category in DEEP for item in wanted(category)}
    shown = {item for category in DEEP for item, count in exercised(category).items() if count}
    assert set(UNREACHABLE) - every == set()
    assert set(UNREACHABLE) & shown == set()
