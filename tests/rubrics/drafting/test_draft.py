"""Drafts: what is asked where no file speaks of a code."""

from __future__ import annotations

import pytest

from casewright.icd10 import table
from casewright.rubrics import Criterion, resolve
from casewright.rubrics.answering import answer
from casewright.rubrics.drafting import draft, with_drafts
from casewright.rubrics.drafting.precedence import yields_to
from casewright.rubrics.layers import Library, load_library
from casewright.rubrics.matching import find_mentions
from casewright.rubrics.places import BASE, TableTree
from casewright.types import Language, Report, Section

LANGUAGES: tuple[Language, ...] = ("en", "es")


def criterion(code: str, name: str) -> Criterion:
    return next(item for item in resolve(code, kind="intake").criteria if item.id == name)


def answered(code: str, name: str, text: str, language: Language = "en") -> str:
    report = Report(text, (Section("assessment", 0, len(text)),), language=language, kind="intake")
    return answer(criterion(code, name), find_mentions(report), 40).answer


def test_a_draft_says_what_it_is() -> None:
    """Its status is draft, and its source names the table that it was made from."""
    rubric = resolve("F45.0", kind="intake")
    assert (rubric.id, rubric.status) == ("who:F45.0", "draft")
    assert [origin.file for origin in rubric.sources[-2:]] == ["drafted from icd10-who-2019"] * 2


def test_a_file_wins_over_a_draft() -> None:
    """Drafts stand only below the nearest file: what is written inherits from what is written."""
    library, tree = load_library(), TableTree()
    assert with_drafts(library, tree, "who:F32.1") is library
    drafted = set(with_drafts(library, tree, "who:F32.9")) - set(library)
    assert drafted <= {"who:F32.9"}


def test_a_diagnosis_is_named_or_not() -> None:
    """Confirmed, current and the patient's own; a relative's or a former one is another matter."""
    assert answered("F42", "named", "Obsessive-compulsive disorder.") == "present"
    assert answered("F42", "named", "Her mother has obsessive-compulsive disorder.") == "not_mentioned"
    assert answered("F50.0", "named", "Anorexia nerviosa.", "es") == "present"


def test_a_code_without_a_concept_asks_for_what_holds_it() -> None:
    """The nearest place above answers, without what would be a sibling, and the guidance says so."""
    named = criterion("F45.0", "named")
    assert [leaf["concept"] for leaf in named.finds["any"]] == ["dx-somatoform-disorder"]
    assert "F45.0" in named.guidance["en"]
    assert "F45" in named.guidance["es"]


def test_below_a_deep_category_the_name_advises() -> None:
    """There the category's own questions decide, and naming the character is documentation."""
    library = Library({"who:F22": (draft("who:F22", within=BASE),), BASE: (load_library()[BASE],)})
    made = with_drafts(library, TableTree(), "who:F22.0")["who:F22.0"]
    assert {name: item.role for name, item in made.entry.criteria.items()} == {"named-precisely": "documents"}


def test_residual_codes_yield_to_specific_ones() -> None:
    """Other and unspecified, of a category and of a block, have the precedence; specific codes haven't."""
    for code in ("F29", "F39", "F28", "F38", "F99", "F50.9", "F50.8", "F60.9", "F45.8", "F89"):
        assert criterion(code, "yields-to-specific").role == "contradicts"
    for code in ("F50.0", "F21", "F70.8", "F70.9", "F95"):
        assert yields_to(table(), code) == ()
    assert yields_to(table(), "F50.8") == ("F50.0", "F50.1", "F50.2", "F50.3", "F50.4", "F50.5")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_residual_code_does_not_yield_to_its_own_title(language: Language) -> None:
    """The table's title, read at run time, states nothing more specific."""
    for code in ("F09", "F28", "F29", "F39", "F59", "F69", "F79", "F88", "F89", "F99", "F50.9", "F60.9"):
        title = table().title(code, language).text
        assert answered(code, "yields-to-specific", title, language) == "not_mentioned", code


def test_what_is_more_specific_contradicts() -> None:
    """A psychosis that has a name is no unspecified one; a doubtful name takes nothing away."""
    assert answered("F29", "yields-to-specific", "Paranoid schizophrenia.") == "present"
    assert answered("F29", "yields-to-specific", "Psychosis NOS, rule out schizophrenia.") != "present"
    assert answered("F60.9", "yields-to-specific", "Trastorno límite de la personalidad.", "es") == "present"


def test_exclusions_are_differential_lines() -> None:
    """Mild intellectual disability isn't moderate; a draft shows it as any rubric does."""
    rubric = resolve("F70", kind="intake")
    assert "excludes-F71" in {item.id for item in rubric.criteria}
    assert {item.code for item in rubric.differential if item.relation == "excludes"} >= {"who:F71", "who:F72"}
